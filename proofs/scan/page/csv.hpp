// Turns a table into CSV (RFC 4180) that a spreadsheet can open without running anything.
#pragma once

#include "proofs/scan/page/section.hpp"

#include <string>

namespace quorate {

// A header line, then a line for each row; lines end in CR LF. Texts come out printable. A text that a
// spreadsheet would take for a formula (it begins with = + - @, in ASCII or full width) gets an apostrophe
// before it.
std::string write_csv(const DataTable& table);

}  // namespace quorate
