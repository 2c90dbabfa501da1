// Turns judged accounts into the evidence that is scored: who named them, and which group each belongs to.
#pragma once

#include "proofs/judge/judge.hpp"
#include "proofs/score/evidence.hpp"
#include "proofs/score/suffix_list.hpp"

#include <vector>

namespace quorate {

// One entry for each of judgement.accounts, in the same order. `anchored`: what the relying party named; all
// others are discovered.
std::vector<AccountEvidence> gather(const Judgement& judgement, const std::vector<Account>& anchored,
                                    const SuffixList& suffixes);

}  // namespace quorate
