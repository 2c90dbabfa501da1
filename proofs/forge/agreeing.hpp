// Picks the accounts whose proofs make the answer: those that somebody who wants to fake it must fake.
#pragma once

#include "proofs/forge/forge_cost.hpp"
#include "proofs/score/score.hpp"

#include <optional>
#include <vector>

namespace quorate {

// `points`: of each of `evidence`, in the same order, without the operators, who are added here. Nothing
// where no anchored account agrees on the subject key.
std::optional<ForgeCost> forge_cost(const Score& score, const std::vector<AccountEvidence>& evidence,
                                    const std::vector<std::vector<ControlPoint>>& points);

}  // namespace quorate
