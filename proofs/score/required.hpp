// Finds which of the accounts that a policy requires do not show the subject key, and whether they still may.
#pragma once

#include "proofs/score/board.hpp"

#include <string>
#include <vector>

namespace quorate {

// Some: all that is missing could not be looked at, and nothing else in its group speaks against it.
enum class Hope { none, some };

struct Required {
  std::vector<std::string> missing;  // sorted, each once
  Hope hope = Hope::some;            // where nothing is missing: some
};

// An account shows the key if it is anchored and counted, its own proof counts, and its group agrees: one
// whose group also shows a rival counts for neither key, and so does not serve.
Required look_for(const std::vector<std::string>& required, const Accounts& anchored, const Board& groups,
                  const Roster& roster, const View& counted);

}  // namespace quorate
