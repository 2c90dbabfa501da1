// Colours, dashes and short texts that both kinds of pictures share.
#pragma once

#include "proofs/explain/graph/graph.hpp"

#include <string>
#include <string_view>

namespace quorate {

struct Ink {
  std::string_view stroke;  // "#rrggbb"
  std::string_view fill;    // of a box, pale
};

Ink ink(Tone tone);

// How many columns of a monospaced font the text may take: one for ASCII, two for all else.
std::size_t columns(std::string_view text);

// The text, or if it is wider than that its beginning and its end with "…" between.
std::string shortened(std::string_view text, std::size_t most_columns);

}  // namespace quorate
