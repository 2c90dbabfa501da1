// What may be done with text from elsewhere before it is compared or shown (RFC 3629; Unicode categories Cc,
// Cf in part).
#pragma once

#include <string>
#include <string_view>

namespace quorate {

// U+FEFF at the beginning of a text, which is no part of it.
inline constexpr std::string_view byte_order_mark = "\xef\xbb\xbf";

bool is_utf8(std::string_view bytes);

// Whether `text` (UTF-8) holds a C0 or C1 control character or DEL.
bool has_control(std::string_view text);

// The text for a terminal, a log or a report: invalid UTF-8 becomes U+FFFD, control characters and the
// characters that reorder or hide text (bidirectional controls, zero-width characters, line separators) are
// written as \u{XXXX}. Longer than `max_bytes`: cut at a character, with "..." after it.
std::string printable(std::string_view bytes, std::size_t max_bytes);

}  // namespace quorate
