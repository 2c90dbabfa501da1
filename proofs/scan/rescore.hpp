// Scores a target again from its lines, by another policy, without looking at anything.
#pragma once

#include "proofs/groups/groups.hpp"
#include "proofs/scan/lines.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quorate {

// What of a policy a score depends on, beside its merges.
struct ScoringRule {
  QuorumRule rule;
  std::vector<std::string> required;  // canonical URIs
  std::optional<UnixTime> max_age;    // seconds
};

// Pure. What the scan itself would have said by this rule.
TargetScore rescore(const TargetLines& lines, const ScoringRule& rule);

// Joins the groups of one target's accounts as these tables and merges do, and names whoever could fake them
// accordingly. The lines must be of a scan, which keeps them without any merges. What the kept groups hold
// together stays together, whatever the tables are now: so this can only weaken an answer.
void regroup(std::vector<AccountLine>& accounts, const Operators& operators, const Groups& groups);

}  // namespace quorate
