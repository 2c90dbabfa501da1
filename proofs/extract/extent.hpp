// Tells whether a place was seen whole, where the fetcher did not see the end of the answer.
#pragma once

#include "proofs/extract/place.hpp"
#include "proofs/observation.hpp"

namespace quorate {

enum class Extent {
  whole,
  part,  // something may stand behind what was seen
};

// `observation` is untrusted, without an error, and its regions were read. An answer whose ending is unsure
// is whole all the same where its text says so itself: JSON that could be read, and HTML that closes its html
// element. Text is not, and neither is HTML that leaves the end tag out, although it may (HTML
// section 13.1.2.4).
Extent extent_of(const Observation& observation, const Place& place);

}  // namespace quorate
