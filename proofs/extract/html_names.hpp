// Which element names matter to the guard and to the reader of visible text (WHATWG HTML, 13.1.2 and 13.2.4).
#pragma once

#include <string_view>

namespace quorate {

bool is_void_name(std::string_view name);        // has no content and no end tag
bool is_raw_text_name(std::string_view name);    // its content is text up to its own end tag
bool is_formatting_name(std::string_view name);  // is opened again after a block closed it by mistake
bool has_optional_end(std::string_view name);    // closed by the end of what holds it
bool is_svg_name(std::string_view name);         // drawing elements that never end SVG content
bool is_hidden_name(std::string_view name);      // nobody reads its content on the page
bool breaks_lines(std::string_view name);        // text before and after it does not join

}  // namespace quorate
