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

// Of the partition between `domains` and the groups that is hardest on a key with W = `apart` over the domains
// and W = `merged` over the groups: as many blocks are joined as the first lies above the second. Merging
// domains into groups lowers W, but it lowers n and with it f and t as well, and may so turn a key that was
// short of t into one that reaches it. No merging may raise an answer, so a key is held to the hardest of all
// ways. Joining two blocks lowers n by one and W by one at most, and nothing lowers W below that over the
// groups. So nothing is harder than that one; quorum.md "No joining raises an answer" has the proof.
Numbers hardest_numbers(unsigned domains, unsigned apart, unsigned merged, unsigned left,
                        const QuorumRule& rule);

}  // namespace quorate
