// Turns what several vantage points found at one place into the one finding that may be judged.
#pragma once

#include "proofs/judge/finding.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace quorate {

// What one of them found.
struct Witness {
  std::string vantage;
  Finding finding;
};

// How many of so many may have seen something else than the others, or nothing at all, for the others to be
// believed: an enemy on the way to one or two of them must not decide.
std::size_t allowed_dissent(std::size_t vantages);

// SPEC: statement.md section 5, vantage points. Compared are the tokens and proofs that hold, not the pages
// around them: these may differ for many reasons. `witnesses`: at least one, all of the same place, in any
// order that stays the same.
Finding corroborate(std::vector<Witness> witnesses);

}  // namespace quorate
