// Turns the JSON of a report back into the report, and scores it again: what it says must follow from what it
// shows.
#pragma once

#include "proofs/report/report.hpp"
#include "proofs/result.hpp"

#include <string_view>
#include <vector>

namespace quorate {

inline constexpr std::size_t max_reports_bytes = 16 * 1024 * 1024;  // some hundred reports of 64 accounts

// `bytes`: what `quorate check --json` printed, for one contact or several; nothing of it is trusted.
// Success: every verdict, number, key and group of the reports is what score() makes of their accounts, facts
// and policy. The public keys in statements, and their clients, are not in a report's JSON and stay empty.
// Errors: bad_json with line and place; over_limit.
Result<std::vector<Report>> read_reports(std::string_view bytes);

// The same for one report that this program kept, which may have been held against earlier looks: what only
// these can tell (the member "history", the flags, and the answers `contested` and `revoked`) is taken as it
// is said. Errors: as above.
Result<Report> read_kept_report(std::string_view bytes);

}  // namespace quorate
