#include "tests/proofs/score/adversary/settings.hpp"

#include <algorithm>

namespace quorate::adversary {

std::vector<QuorumRule> assumptions(unsigned groups) {
  std::vector<QuorumRule> rules = {{}};
  for (unsigned f = 1; f < groups; ++f)
    if (f != default_hostile(groups)) rules.push_back({f, std::nullopt});
  return rules;
}

unsigned assumed_hostile(unsigned groups, const QuorumRule& rule) {
  return rule.hostile.value_or(default_hostile(groups));
}

unsigned most_unreachable(unsigned groups, const QuorumRule& rule) {
  const unsigned f = assumed_hostile(groups, rule);
  const unsigned spare = groups >= 3 * f + 1 ? (groups - 3 * f - 1) / 2 : 0;
  return std::min(spare + 1, groups);
}

std::vector<Setting> settings(unsigned groups, unsigned hostile, const QuorumRule& rule) {
  std::vector<Setting> all;
  for (unsigned estate = 0; estate < estates; ++estate)
    for (unsigned story = 0; story < stories; ++story) {
      Setting setting{static_cast<Story>(story),
                      static_cast<Estate>(estate),
                      groups,
                      hostile,
                      most_unreachable(groups, rule),
                      rule,
                      0};
      const unsigned splits = setting.story == Story::split ? groups - hostile : 1;
      for (setting.seconds = 0; setting.seconds < splits; ++setting.seconds) all.push_back(setting);
    }
  return all;
}

}  // namespace quorate::adversary
