// Checks that the lines of one target do not contradict themselves: a verdict that its own numbers exclude is
// never published.
#pragma once

#include "proofs/result.hpp"
#include "proofs/scan/lines.hpp"

namespace quorate {

// Whether the verdict is the one that weight, numbers, flags, rivals and the key's state leave, by the table
// of docs/quorum.md. Errors: bad_json with what contradicts what.
Result<void> check_consistency(const TargetLine& line);

// Whether the accounts, too, are such that the target's numbers can follow from them. What a policy finds too
// old or puts aside may make W smaller than they would. Errors: bad_json with what contradicts what.
Result<void> check_accounts(const TargetLines& lines);

}  // namespace quorate
