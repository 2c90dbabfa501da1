// Symmetry: tells which sets of accounts are the same to the scorer but for their names.
#pragma once

#include "proofs/score/score.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace quorate {

class Symmetry {
 public:
  explicit Symmetry(const ScoreInput& input);

  // Equal for two sets only if some exchange of accounts within domains, of domains within groups and of
  // groups turns the one into the other and leaves the input as it is but for names, which never decide an
  // answer. `chosen` has one entry for each account of the input; accounts that do not take part are not
  // looked at.
  std::string signature(const std::vector<bool>& chosen) const;

  // Whether the account is alone in its group.
  bool alone(std::size_t account) const { return alone_.at(account); }

 private:
  struct Member {
    std::size_t account;  // in the input
    unsigned profile;     // equal for accounts that show the same
  };
  using Domain = std::vector<Member>;
  std::vector<std::vector<Domain>> groups_;
  std::vector<bool> alone_;
};

}  // namespace quorate
