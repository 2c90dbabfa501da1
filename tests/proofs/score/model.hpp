// A second scorer, slow and literal: it tries every partition between domains and groups instead of reasoning
// about the hardest.
#pragma once

#include "proofs/score/score.hpp"

namespace quorate::model {

// The answer, its numbers and its flags; not the lists of keys and groups.
Score read(const ScoreInput& input);

}  // namespace quorate::model
