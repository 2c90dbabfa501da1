// Takes accounts out of n that a pinned key gave up on purpose.
#pragma once

#include "proofs/history/history.hpp"
#include "proofs/judge/judge.hpp"

namespace quorate {

// SPEC: quorum.md "Over time": a pinned account leaves n when a statement of the pinned key that is newer
// than the pin retires it and is itself shown in at least t of the pinned groups, counted before the removal;
// f is not lowered by it. Gives every account that is out, those of earlier looks included as long as the
// newest statement does not list them again; in `input` they are discovered accounts. Nothing is taken out
// under a policy that sets `quorum`, where f could not be held. Trusted: accounts of `input` and of
// `judgement` are in the same order.
std::vector<RetiredAccount> retire_accounts(const Pin& pin, const Judgement& judgement, UnixTime now,
                                            ScoreInput& input);

}  // namespace quorate
