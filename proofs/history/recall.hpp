// Turns today's score input into the one that pins, rotations and retired accounts make of it.
#pragma once

#include "proofs/history/history.hpp"
#include "proofs/judge/judge.hpp"

namespace quorate {

struct Recall {
  ScoreInput input;
  // The pinned key and the keys to which it handed over, as far as that counts; the answer is about the last
  // one. Empty without a pin.
  std::vector<Speaker> chain;
  std::vector<RetiredAccount> retired;  // every pinned account that is out of n
  // Keys that nothing joins to the pin and that have a quorum of the pinned groups.
  std::vector<Speaker> candidates;
};

// Without a pin `today` comes back unchanged. With one the answer is about the pinned key or its successor,
// whatever key `today` names. Trusted: the accounts of `today` and of `judgement` are in the same order, and
// the judgement knew the tokens of the history.
Recall recall(const History& history, ScoreInput today, const Judgement& judgement, UnixTime now);

}  // namespace quorate
