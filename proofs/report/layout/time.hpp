// Turns UnixTime into RFC 3339 text (UTC) and back: arithmetic only, no clock, no locale, no time zone
// database.
#pragma once

#include "proofs/formats/statement.hpp"
#include "proofs/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace quorate {

// "2026-09-21T14:13:20Z". Nothing for a time outside the years 0000 to 9999, which RFC 3339 cannot write.
std::optional<std::string> write_time(UnixTime time);
// "2026-09-21", likewise.
std::optional<std::string> write_date(UnixTime time);

// Reads what a person typed: RFC 3339 date and time with "Z" or an offset (a fraction of a second is
// dropped), or unix seconds between 10^9 and 10^11. Refused: a leap second, which has no unix time;
// milliseconds, by that name. Errors: bad_argument, with what is wrong.
Result<UnixTime> parse_time(std::string_view typed);

}  // namespace quorate
