// Writes text so that HTML, SVG and other XML take it for nothing but text.
#pragma once

#include <string>
#include <string_view>

namespace quorate {

// For what stands between tags or in a quoted attribute: & < > " ' become references. Everything else stays as
// it is; what is not to be shown at all is for `printable`.
std::string escaped_markup(std::string_view text);

}  // namespace quorate
