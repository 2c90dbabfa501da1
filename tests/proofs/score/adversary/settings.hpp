// Lists the worlds that are played for a number of groups.
#pragma once

#include "tests/proofs/score/adversary/world.hpp"

namespace quorate::adversary {

// The default f and every f from 1 that leaves an honest group.
std::vector<QuorumRule> assumptions(unsigned groups);
unsigned assumed_hostile(unsigned groups, const QuorumRule& rule);
// How many honest groups may be out of reach without unseating the owner, and one more.
unsigned most_unreachable(unsigned groups, const QuorumRule& rule);

// Every story on every estate; `split` with every number of pages that show the second key.
std::vector<Setting> settings(unsigned groups, unsigned hostile, const QuorumRule& rule);

}  // namespace quorate::adversary
