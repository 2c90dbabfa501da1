// Turns a report into what one would say aloud: what was found, what could not be seen, what it would take to
// fake it.
#pragma once

#include "proofs/report/report.hpp"

#include <string>

namespace quorate {

// A few plain sentences on one line, ready to be shown (every foreign text in it is printable).
std::string sentence(const Report& report);

}  // namespace quorate
