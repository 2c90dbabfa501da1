// Turns a report into why: which rule decided each account, which one the verdict, and what would change it.
#pragma once

#include "proofs/report/layout/style.hpp"
#include "proofs/report/report.hpp"

#include <string>

namespace quorate {

// For a terminal, beneath what write_text wrote or on its own. Ends in LF; nothing in the report need be
// trusted. The report's score must be that of its evidence.
std::string write_explanation(const Report& report, Style style);

}  // namespace quorate
