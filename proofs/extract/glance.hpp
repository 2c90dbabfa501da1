// Reads from one look at a page's bytes, without a tree, what the account's owner writes there.
#pragma once

#include "proofs/extract/extract.hpp"

#include <optional>

namespace quorate {

// Those of the texts that extract() would give which may have a token in them, just as it would give them; it
// gives texts for certain, and no token stands in the others. Nothing where that is not sure.
//
// Looks at HTML that is written plainly (plain/page.hpp), for which it needs no tree, and at places of native
// tokens. Pure; `observation` is untrusted.
std::optional<std::vector<OwnedText>> glance(const Observation& observation, const Place& place);

}  // namespace quorate
