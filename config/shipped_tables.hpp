// The tables that are built into the program; load_shipped_operators() of operators.hpp is the third.
#pragma once

#include "config/limits.hpp"
#include "config/services.hpp"

namespace quorate {

// services.yaml. Every operator that it names has an entry in load_shipped_operators().
Result<Services> load_shipped_services();
// limits.yaml.
Result<Limits> load_shipped_limits();

}  // namespace quorate
