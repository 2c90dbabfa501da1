// Turns an HTTP-date into seconds since 1970.
#pragma once

#include "proofs/formats/statement.hpp"

#include <optional>
#include <string_view>

namespace quorate {

// All three forms of RFC 9110 section 5.6.7. `now` decides the
// century of a year with two digits: more than 50 years ahead is the past. Nothing for everything else.
std::optional<UnixTime> parse_http_date(std::string_view text, UnixTime now);

}  // namespace quorate
