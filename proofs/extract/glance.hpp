// Tells from one look at a page's bytes, without a tree, that no token stands where the account's owner
// writes.
#pragma once

#include "proofs/extract/place.hpp"
#include "proofs/observation.hpp"

namespace quorate {

// Whether it is sure, from one look at the bytes, that extract() would give texts and that none of them has
// the beginning of a statement or a badge in it.
enum class Glance { no_token, undecided };

// Looks at HTML that is written plainly (plain/page.hpp), for which it needs no tree; undecided on all else.
// Pure; `observation` is untrusted.
Glance glance(const Observation& observation, const Place& place);

}  // namespace quorate
