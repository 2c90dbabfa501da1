// Finds the smallest sets of accounts with which something becomes so, each set up to symmetry tried once.
#pragma once

#include "proofs/explain/symmetry.hpp"
#include "proofs/score/score.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace quorate {

// How many sets may be scored and compared; shared by the searches of one explanation.
struct Budget {
  std::size_t scores = 900;       // of about 20 microseconds
  std::size_t signatures = 6000;  // of some microseconds
};

struct Search {
  const ScoreInput& input;
  std::vector<std::size_t> candidates;          // places in input.accounts, those to name first in front
  std::function<void(AccountEvidence&)> alter;  // what happens to an account of the set
  std::function<Score(const ScoreInput&)> judge;
  std::function<bool(const Score&)> wanted;
};

// Found: `accounts` is smallest; `others` are sets of the same size, one of each kind, that come to the same
// answer about the same key. Else: no set is wanted that has fewer than `at_least` accounts, and if
// `at_least` is more than there are candidates, none at all.
struct Smallest {
  std::vector<std::size_t> accounts;
  std::vector<std::vector<std::size_t>> others;
  std::optional<Score> score;  // with `accounts` altered
  std::size_t at_least = 0;
};

// Exact while the budget lasts.
Smallest smallest(const Search& search, const Symmetry& symmetry, Budget& budget);

}  // namespace quorate
