// Turns accounts into blocks that count as one: by registrable domain alone, or by merged group.
#pragma once

#include "proofs/score/evidence.hpp"

#include <vector>

namespace quorate {

struct Partition {
  std::vector<unsigned> block_of;  // for each account
  unsigned blocks = 0;
};

using Accounts = std::vector<const AccountEvidence*>;

// Whether the account is anchored and counted: only these make n, W and rivals.
bool takes_part(const AccountEvidence& account);
Accounts taking_part(const std::vector<AccountEvidence>& accounts);

Partition by_domain(const Accounts& accounts);

// Domains of anchored accounts none of which is counted: they leave n, and stay in what f is found from.
unsigned uncounted_domains(const std::vector<AccountEvidence>& accounts);

// Numbered by the smallest group name that a block holds. Accounts of one domain share a block even where
// their group names differ: nothing may split what `domains` holds together.
Partition by_group(const Accounts& accounts, const Partition& domains);

// For each block of `fine` the block of `coarse` that holds it.
std::vector<unsigned> containing(const Partition& fine, const Partition& coarse);

}  // namespace quorate
