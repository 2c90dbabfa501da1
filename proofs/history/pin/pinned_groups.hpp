// Counts what the pinned groups show: the only thing that may move a pin or take an account out of n.
#pragma once

#include "proofs/history/history.hpp"

namespace quorate {

enum class PinQuorum { missed, reached };

// Whether W of that very speaker reaches t over the groups of the pinned accounts that still stand in n, each
// group once. A policy's `quorum` can make this harder and never easier: what moves a pin must hold against f
// hostile groups, whatever the relying party takes for a yes. A key that is not sound has no quorum.
PinQuorum pin_quorum(const ScoreInput& input, const Pin& pin, const Speaker& speaker);

// The facts about that speaker; null where there are none.
const KeyFacts* facts_of(const std::vector<KeyFacts>& keys, const Speaker& speaker);

}  // namespace quorate
