// Puts every possible look at n groups to the scorer, under every rule, and checks the table and T1 to T3.
#pragma once

#include "proofs/score/score.hpp"
#include "tests/proofs/score/ledger.hpp"

#include <string>
#include <vector>

namespace quorate {

// What one group shows. Each group has two accounts.
enum class Sight {
  silent,
  refuted,
  unknown,          // one account could not be looked at
  key,              // K
  rival,            // R
  third,            // T
  both,             // K and R: in even groups in one account, in odd ones in two
  key_and_unknown,  // K in one account, the other could not be looked at
};
inline constexpr unsigned sights = 8;

// The default, every f from 1 to n, and every quorum from 1 to n.
std::vector<QuorumRule> rules(unsigned groups);
std::string describe(const QuorumRule& rule);

// An input of `groups` groups that show nothing, and K's statement, which lists all their accounts.
ScoreInput blank(unsigned groups);
// Makes group `group` of such an input show `sight`.
void show(ScoreInput& input, unsigned group, Sight sight);

// All 8^n looks under one rule, for a contact that names K, R, or no key.
void check_all_looks(unsigned groups, const QuorumRule& rule, Ledger& ledger);

}  // namespace quorate
