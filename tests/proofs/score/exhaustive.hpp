// Puts every possible look at n groups to the scorer and checks the verdict table and T1 to T3.
#pragma once

#include "tests/proofs/score/ledger.hpp"
#include "tests/proofs/score/sights.hpp"

namespace quorate {

// All 8^n looks under one rule, for a contact that names K, R, or no key.
void check_all_looks(unsigned groups, const QuorumRule& rule, Ledger& ledger);

}  // namespace quorate
