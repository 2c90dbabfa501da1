// Turns what the groups show into the counts that the answer is read from: W, lo, hi, and what they must
// reach.
#pragma once

#include "proofs/score/numbers.hpp"
#include "proofs/score/subject.hpp"

namespace quorate {

// Merging domains into groups lowers W, but it lowers n and with it f and t as well, and may so turn a key
// that was short of t into one that reaches it. No merging may raise an answer, so a key is held to the
// hardest of all partitions between the domains and the groups. That one merges what agrees and leaves apart
// what does not: taking an agreeing domain out of the count costs W one and n at most one, and t falls by no
// more than n does. Its W is that over the groups, and its n is that W and every domain that does not agree.
struct Tally {
  unsigned weight = 0;   // W over the groups
  unsigned high = 0;     // W if all that is unknown agreed
  Numbers hardest;       // n, f and t of the hardest partition
  Numbers hardest_high;  // the same if all that is unknown agreed
};

Tally tally(const Board& groups, const Board& domains, const View& view, const QuorumRule& rule);

}  // namespace quorate
