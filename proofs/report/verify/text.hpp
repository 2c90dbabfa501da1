// Turns the answer of `quorate verify` into text for a terminal.
#pragma once

#include "proofs/report/layout/style.hpp"
#include "proofs/report/verify/report.hpp"

#include <string>

namespace quorate {

// Outcome and account, why, and what the file says of the key. Ends in LF; nothing in the report need be
// trusted.
std::string write_text(const VerifyReport& report, Style style);

}  // namespace quorate
