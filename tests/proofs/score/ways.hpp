// Lists every way to join registrable domains within their groups; for the model.
#pragma once

#include "proofs/score/evidence.hpp"

#include <vector>

namespace quorate::model {

using Block = std::vector<const AccountEvidence*>;
using Blocks = std::vector<Block>;

struct Ways {
  Blocks domains;
  Blocks groups;
  std::vector<Blocks> all;  // from the one to the other, both among them
};

// Points into `accounts`.
Ways ways_to_join(const std::vector<AccountEvidence>& accounts);

}  // namespace quorate::model
