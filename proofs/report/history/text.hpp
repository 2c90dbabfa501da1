// Writes what changed since the last look, for people.
#pragma once

#include "proofs/report/report.hpp"

#include <string>

namespace quorate {

// The section of the report, ended by an empty line; nothing where no history was given.
std::string since_last_time(const Report& report);

}  // namespace quorate
