// Turns an observation into the texts that the account's owner controls; everything else on a page is left
// behind.
#pragma once

#include "proofs/extract/place.hpp"
#include "proofs/observation.hpp"
#include "proofs/verdict.hpp"

#include <string>
#include <variant>
#include <vector>

namespace quorate {

// One text from the owner's region. `by_lines`: one token a line, else tokens stand anywhere in it.
struct OwnedText {
  enum class Layout { lines, free };
  std::string text;
  Layout layout = Layout::free;
};

// Either the owner's texts, or why nothing can be said (unknown) or that nothing is there (absent: 404, 410,
// no record).
using Extracted = std::variant<std::vector<OwnedText>, Verdict>;

// Pure; `observation` is untrusted. A region that is not found, found twice, or whose owner check fails is
// `unknown: page not understood`; so is HTML where a text file belongs.
Extracted extract(const Observation& observation, const Place& place);

}  // namespace quorate
