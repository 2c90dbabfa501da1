// Makes up targets and accounts as a scan would find them, the same for the same seed.
#pragma once

#include "proofs/scan/summary/facts.hpp"
#include "proofs/scan/summary/summary.hpp"

#include <cstdint>
#include <vector>

namespace quorate {

// What one target adds to a summary.
struct MadeUpTarget {
  TargetFacts target;
  std::vector<AccountFacts> accounts;
};

// `number` names the target's own domain; the others are of a few services.
MadeUpTarget make_up_target(std::uint64_t seed, std::uint64_t number);

void add(Summary& summary, const MadeUpTarget& target);

}  // namespace quorate
