// Turns limits and a policy into the rules by which looks are compared over time.
#pragma once

#include "config/limits.hpp"
#include "config/policy.hpp"
#include "proofs/history/rules.hpp"

namespace quorate {

HistoryRules history_rules(const Limits& limits, const Policy& policy);

}  // namespace quorate
