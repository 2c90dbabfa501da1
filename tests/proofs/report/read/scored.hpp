// Turns a score input into a report that shows it, for tests.
#pragma once

#include "proofs/report/report.hpp"
#include "tests/proofs/score/random_look.hpp"

namespace quorate {

// The input's accounts get URIs for names; at random some of its proofs become too old and some accounts
// required. The report's score follows from it.
Report scored(ScoreInput input, Dice& dice);

}  // namespace quorate
