// Turns a number of groups and a rule into f and t.
#pragma once

#include "proofs/score/score.hpp"

namespace quorate {

// Two quorums of t groups share more than f of them; a policy's own quorum may be too small for that.
enum class Overlap { sure, weak };

struct Numbers {
  unsigned groups = 0;     // n
  unsigned hostile = 0;    // f
  unsigned threshold = 0;  // t, or the policy's k
  Overlap overlap = Overlap::sure;
};

// `left`: domains that were named and are not counted; f is found as if they were, or an answer could lower
// it. Where the rule names k, f is the default one. f and t never fall when n grows, and neither rises by
// more than one where n does: `tally` leans on both.
Numbers numbers(unsigned groups, unsigned left, const QuorumRule& rule);

}  // namespace quorate
