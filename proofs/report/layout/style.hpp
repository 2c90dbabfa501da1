// Style and Paint: whether text for people may use colour, and what a colour says.
#pragma once

#include <string>
#include <string_view>

namespace quorate {

enum class Style { plain, colour };

enum class Paint {
  none,
  good,    // proven for the key in question
  doubt,   // could not be seen, or not enough
  bad,     // refuted, rivals, revocations
  strong,  // headings
  faint,   // remarks
};

// `text` between the ANSI sequences (ECMA-48 SGR) of `paint`; unchanged in plain style. `text` must be
// printable already.
std::string painted(std::string_view text, Paint paint, Style style);

}  // namespace quorate
