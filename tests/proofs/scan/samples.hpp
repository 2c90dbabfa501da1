// Lines of a scan, for tests and for the check of the JSON schemas.
#pragma once

#include "proofs/scan/lines.hpp"

#include <vector>

namespace quorate::sample {

// Those of every sample report without a history, and a target that is invalid and one that is excluded.
std::vector<TargetLines> scan_lines();

}  // namespace quorate::sample
