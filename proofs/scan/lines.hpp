// Turns the report of one check into the lines that a scan keeps of it.
#pragma once

#include "proofs/groups/operators.hpp"
#include "proofs/report/report.hpp"
#include "proofs/scan/account_line.hpp"
#include "proofs/scan/target_line.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace quorate {

// One target with all that was seen of it.
struct TargetLines {
  TargetLine target;
  std::vector<AccountLine> accounts;  // in the report's order
};

// Who runs what.
struct OperatedBy {
  const Operators& operators;
  std::map<std::string, std::string, std::less<>> services;  // id of a service: id of its operator
};

// `n` and `id`: of the target. The report must be one that no policy has merged groups for and no history was
// held against.
TargetLines lines_of(const Report& report, const OperatedBy& operated, std::uint64_t n, std::string id);

// The part that follows from a score.
TargetScore score_of(const Score& score, const std::optional<ForgeCost>& forge, SubjectClaim claim);

}  // namespace quorate
