// Searches the positions of a world for wrong verdicts: all of them, or uphill from random ones.
#pragma once

#include "tests/proofs/score/adversary/game.hpp"
#include "tests/proofs/score/random_look.hpp"

namespace quorate::adversary {

// Every asker, every set of at most `unreachable` dark groups, without and with an outpost, and every
// combination of moves.
void play_all(const World& world, Record& record);
// How many positions that are.
std::uint64_t position_count(const World& world);

// From `starts` random positions changes one thing at a time for the better, until nothing helps.
void play_best_responses(const World& world, unsigned starts, Dice& dice, Record& record);

}  // namespace quorate::adversary
