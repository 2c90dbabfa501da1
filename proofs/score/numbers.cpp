#include "proofs/score/numbers.hpp"

#include <algorithm>

namespace quorate {

// SPEC: quorum.md "Numbers": one service alone never confirms anything, hence at least 1.
unsigned default_hostile(unsigned groups) { return groups < 4 ? 1 : (groups - 1) / 3; }

unsigned threshold(unsigned groups, unsigned hostile) {
  return static_cast<unsigned>((std::uint64_t{groups} + hostile) / 2 + 1);
}

Numbers numbers(unsigned groups, unsigned left, const QuorumRule& rule) {
  Numbers result;
  result.groups = groups;
  result.hostile = rule.hostile ? std::max(1U, *rule.hostile) : default_hostile(groups + left);
  const unsigned safe = threshold(groups, result.hostile);  // the smallest k with k > (n + f) / 2
  result.threshold = rule.quorum.value_or(safe);
  result.overlap = result.threshold < safe ? Overlap::weak : Overlap::sure;
  return result;
}

Numbers hardest_numbers(unsigned domains, unsigned apart, unsigned merged, unsigned left,
                        const QuorumRule& rule) {
  // What is not searched through to the end may be found smaller over the domains; it never is.
  return numbers(domains - (std::max(apart, merged) - merged), left, rule);
}

}  // namespace quorate
