// Turns judged accounts into the evidence that is scored: who named them, and which group each belongs to.
#pragma once

#include "proofs/groups/groups.hpp"
#include "proofs/judge/judge.hpp"
#include "proofs/score/evidence.hpp"

#include <vector>

namespace quorate {

// One entry for each of judgement.accounts, in the same order. `anchored`: what the relying party named; all
// others are discovered, and join no groups. Which groups there are follows from `anchored` and `groups`
// alone.
std::vector<AccountEvidence> gather(const Judgement& judgement, const std::vector<Account>& anchored,
                                    const Groups& groups);

}  // namespace quorate
