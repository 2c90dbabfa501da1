// Turns what the groups show into the counts that the answer is read from: W, lo, hi, and what they must
// reach.
#pragma once

#include "proofs/score/numbers.hpp"
#include "proofs/score/spread.hpp"

#include <vector>

namespace quorate {

// Merging domains into groups lowers W, but it lowers n and with it f and t as well, and may so turn a key
// that was short of t into one that reaches it. No merging may raise an answer, so a key is held to the
// hardest of all partitions between the domains and the groups. Joining two blocks lowers n by one and W by
// one at most, and nothing lowers W below that over the groups. So nothing is harder than that W with as many
// blocks joined as W over the domains lies above it; quorum.md "Groups" has the proof.
struct Tally {
  unsigned weight = 0;            // W over the groups
  unsigned high = 0;              // W if all that is unknown agreed
  Numbers hardest;                // n, f and t of the hardest partition
  Numbers hardest_high;           // the same if all that is unknown agreed
  bool exact = true;              // else W and high may be larger: too many related accounts to search
  std::vector<unsigned> counted;  // the groups that make W, ascending
};

Tally tally(const Board& groups, const Board& domains, const Relations& relations, const View& view,
            unsigned left, const QuorumRule& rule);

}  // namespace quorate
