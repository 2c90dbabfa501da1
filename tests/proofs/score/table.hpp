// The verdict table of the design over plain counts, for sound keys and groups of one domain each.
#pragma once

#include "tests/proofs/score/sights.hpp"

#include <optional>

namespace quorate {

// W of the subject and hi, where observed relations limit what counts.
struct Limited {
  unsigned weight = 0;
  unsigned high = 0;
};

struct VerdictTable {
  unsigned n = 0;
  unsigned f = 0;
  unsigned t = 0;
  std::array<unsigned, test_keys> w{};
  std::array<unsigned, test_keys> seen{};  // groups that show the key, alone or in conflict
  unsigned unknown = 0;
  unsigned refuted = 0;
  unsigned both = 0;

  VerdictTable(unsigned groups, std::size_t look, const QuorumRule& rule);

  // Index of the subject key; nothing where none is shown; `test_keys` at a tie.
  std::optional<unsigned> subject(std::optional<unsigned> named) const;
  bool weak() const;
  // Whether another key than this one has W >= 1; whether one reaches t.
  bool contested(unsigned key) const;
  bool changed(unsigned key) const;
  Answer answer(std::optional<unsigned> named, std::optional<Limited> limited = {}) const;
};

}  // namespace quorate
