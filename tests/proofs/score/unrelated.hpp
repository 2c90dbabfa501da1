// The literal reading of "no two of them related" (docs/quorum.md), by trying every choice; for the model.
#pragma once

#include "tests/proofs/score/ways.hpp"

#include <map>
#include <string>

namespace quorate::model {

class Unrelated {
 public:
  Unrelated() = default;
  explicit Unrelated(const Blocks& groups);

  // The most accounts, one of each block at most, no two of them related.
  std::size_t most(const Blocks& choices) const;

 private:
  bool related(const AccountEvidence& a, const AccountEvidence& b) const;
  // What a name stands for: a group, by the smallest name that it has, or itself.
  const std::string& meant(const std::string& name) const;
  std::size_t most(const Blocks& choices, std::size_t place, Block& chosen) const;

  std::map<std::string, std::string> meaning_;
  bool any_ = false;  // whether anything at all is observed
};

}  // namespace quorate::model
