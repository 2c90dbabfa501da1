// Turns a report into what its reader should do next.
#pragma once

#include "proofs/report/report.hpp"

#include <string>

namespace quorate {

// One or two kind sentences, ready to be shown.
std::string advice(const Report& report);

}  // namespace quorate
