// Says whether an HTML page is cheap enough to be given to a parser, before any parser sees it.
#pragma once

#include "proofs/result.hpp"

#include <string_view>

namespace quorate {

inline constexpr std::size_t max_html_bytes = 512 * 1024;  // gumbo is quadratic in places: threats, C10
inline constexpr std::size_t max_html_depth = 512;
inline constexpr std::size_t max_html_tags = 200'000;
inline constexpr std::size_t max_html_attributes = 256;  // of one tag

// `page` is untrusted. Success: a parser that follows the HTML standard keeps at most about twice
// max_html_depth elements open on this page, and builds a tree of bounded size. Errors: over_limit (size,
// depth, tags, attributes, work), bad_page (the page ends inside a tag, comment or raw text, or can be read
// in two ways).
Result<void> check_html_cost(std::string_view page);

}  // namespace quorate
