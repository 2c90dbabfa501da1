// Holds today's answer against what was seen before: what is worse, and whether it is about the same key.
#pragma once

#include "proofs/history/look.hpp"

namespace quorate {

// Of `regressed` and `key_changed` those that apply. `history`: with today's proofs, and the best answer of
// the earlier looks.
std::vector<ScoreFlag> held_against(const History& history, const Look& look);

// Proofs of the key held so far that are gone from anchored accounts, and in whose place no key stands to
// which it handed over.
std::vector<const ProofMemory*> vanished(const History& history, const Look& look);

// Today's score as the history leaves it: its answer or a weaker one, and more flags. Where no key is shown
// and the one held so far is revoked, the answer is about that.
Score temper(const History& history, const Look& look);

}  // namespace quorate
