// Puts one look, and looks derived from it, to the scorer and checks every law that relates them.
#pragma once

#include "tests/proofs/score/ledger.hpp"
#include "tests/proofs/score/random_look.hpp"

namespace quorate {

void check_laws(const ScoreInput& look, Dice& dice, Ledger& ledger);

// Compares the scorer with the model; slow where many domains share a group.
void check_model(const ScoreInput& look, Ledger& ledger);

std::string describe(const ScoreInput& look);

}  // namespace quorate
