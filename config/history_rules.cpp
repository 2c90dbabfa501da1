#include "config/history_rules.hpp"

namespace quorate {

HistoryRules history_rules(const Limits& limits, const Policy& policy) {
  HistoryRules rules;
  rules.repinning = policy.repinning;
  rules.rotation_stands = limits.rotation_days * day_seconds;
  rules.replacement_stands = limits.replacement_days * day_seconds;
  rules.replacement_looks = limits.replacement_looks;
  rules.lagging_after = limits.lagging_days * day_seconds;
  rules.expiring_within = limits.expiring_days * day_seconds;
  rules.longest_absence = limits.absence_days * day_seconds;
  rules.remembered_keys = limits.remembered_keys;
  return rules;
}

}  // namespace quorate
