// Tells before parsing whether a page may be given to the HTML parser, whose cost grows with depth (threats,
// C10).
#pragma once

#include "proofs/result.hpp"

#include <string_view>

namespace quorate {

// Success: the tree that the parser will build is at most some hundred levels deep, and building it costs
// time and memory linear in the page. Errors: over_limit (size, depth, tags, attributes, misnested
// formatting). One pass over the page.
Result<void> guard_html(std::string_view page);

}  // namespace quorate
