// Turns what the groups show into the counts that the answer is read from: W, lo, hi, and what they must
// reach.
#pragma once

#include "proofs/score/numbers.hpp"
#include "proofs/score/spread.hpp"

#include <vector>

namespace quorate {

struct Tally {
  unsigned weight = 0;            // W over the groups
  unsigned high = 0;              // W if all that is unknown agreed
  Numbers hardest;                // n, f and t of the hardest partition (`hardest_numbers`)
  Numbers hardest_high;           // the same if all that is unknown agreed
  bool exact = true;              // else W and high may be larger: too many related accounts to search
  std::vector<unsigned> counted;  // the groups that make W, ascending
};

Tally tally(const Board& groups, const Board& domains, const Relations& relations, const View& view,
            unsigned left, const QuorumRule& rule);

}  // namespace quorate
