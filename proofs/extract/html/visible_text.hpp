// Says which elements of a page are shown to a reader, and joins what they show.
#pragma once

#include "proofs/extract/html/tree.hpp"

#include <string>
#include <vector>

namespace quorate {

// Whether the element's content counts for nothing: hidden, inert, foreign, or in place of which something
// else is shown. The place of the element does not matter here.
bool is_left_out(const HtmlNode& element);

// The text of the element at `place` as a reader sees it; the element itself must be one that is shown.
// Errors: bad_page, when a part of it does not stand between the element's tags.
Result<std::string> visible_text(const std::vector<HtmlNode>& nodes, std::size_t place);

}  // namespace quorate
