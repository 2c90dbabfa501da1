// Turns the value of a Content-Type into a type and its charset (RFC 9110 section 8.3).
#pragma once

#include <string>
#include <string_view>

namespace quorate {

struct MediaType {
  std::string type;     // "text/html", in lower case; empty: none
  std::string charset;  // in lower case, without quotes; empty: none
};

// `value` is untrusted; what cannot be read is left out. Of two charsets the first counts.
MediaType parse_media_type(std::string_view value);

// Whether text in this charset (any case) may be read as UTF-8: UTF-8 itself, US-ASCII, or none declared.
bool is_read_as_utf8(std::string_view charset);

}  // namespace quorate
