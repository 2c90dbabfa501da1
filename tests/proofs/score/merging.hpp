// Merges n domains in every possible way, under every look and rule, and checks that no merging raises an
// answer.
#pragma once

#include "tests/proofs/score/ledger.hpp"
#include "tests/proofs/score/sights.hpp"

namespace quorate {

// Every partition of n domains: for each domain the number of its block.
std::vector<std::vector<unsigned>> partitions(unsigned domains);

// How much an answer vouches for. `undecided` stands just below the best answer that the rule can give:
// `confirmed`, or `corroborated` where the quorum is too small.
int strength(const Score& score);

// All looks made of the sights in `order`, for a contact that names K and one that names no key. In each look
// the domains are related as `relating` says (observing.hpp).
void check_all_mergings(unsigned domains, const QuorumRule& rule, const std::vector<Sight>& order,
                        Ledger& ledger, std::uint32_t relating = 0);

}  // namespace quorate
