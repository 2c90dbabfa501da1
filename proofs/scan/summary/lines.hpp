// Turns the lines of a scan into what a summary counts of them.
#pragma once

#include "proofs/scan/lines.hpp"
#include "proofs/scan/summary/facts.hpp"
#include "proofs/scan/summary/summary.hpp"

namespace quorate {

// Groups are those of the score, as its policy joins them, and so is which of them agree. The line does not
// tell which of related groups were set aside: then more groups are said to agree than W counts.
TargetFacts target_facts(const TargetLine& target);
// `target`: whose account it is.
AccountFacts account_facts(const AccountLine& account, const TargetLine& target);

// Both, with all accounts of the target.
void add(Summary& summary, const TargetLines& lines);

// Whether a group's name is one of the table of operators rather than a registered domain. By the name alone,
// so that it is the same everywhere: registered domains are lower case and have a dot.
Keep keep_of_group(std::string_view group);

}  // namespace quorate
