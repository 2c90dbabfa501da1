// Searches the positions of a world for wrong verdicts: all of them, or uphill from random ones.
#pragma once

#include "tests/proofs/score/adversary/play.hpp"
#include "tests/proofs/score/random_look.hpp"

#include <cstdint>

namespace quorate::adversary {

std::uint64_t position_count(const Play& play);
void play_all(Play& play);
// From `starts` random positions changes one choice at a time for the better, until nothing helps; for each
// goal.
void play_best_responses(Play& play, unsigned starts, Dice& dice);

}  // namespace quorate::adversary
