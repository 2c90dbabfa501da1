// Turns a summary into JSON for machines: schema "quorate.scan.report/1", what `quorate report` writes beside
// its page.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/scan/summary/summary.hpp"

#include <string>
#include <string_view>

namespace quorate {

inline constexpr std::string_view report_schema_of_scan = "quorate.scan.report/1";

// Every member is always there. The same summary gives the same bytes; rows are sorted by name. Operators
// that fewer than `fewest_named` identities name stand there together, without their names.
json::Value to_json(const Summary& summary);
// The same, indented, with LF at the end.
std::string write_summary(const Summary& summary);

}  // namespace quorate
