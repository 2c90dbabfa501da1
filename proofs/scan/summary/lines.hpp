// Turns the lines of a scan into what a summary counts of them.
#pragma once

#include "proofs/scan/lines.hpp"
#include "proofs/scan/summary/facts.hpp"
#include "proofs/scan/summary/summary.hpp"

namespace quorate {

// Which group agrees follows from its accounts, as the score has it (docs/quorum.md): an anchored account
// that counts shows the subject key, and none of the group's shows a rival of it. The lines do not tell which
// of related groups were set aside, nor what a policy merged or found too old: then more groups are said to
// agree than W counts.
TargetFacts target_facts(const TargetLines& lines);
AccountFacts account_facts(const AccountLine& account, UnixTime judged_at);

// Both, with all accounts of the target.
void add(Summary& summary, const TargetLines& lines);

// Whether a group's name is one of the table of operators rather than a registered domain. By the name alone,
// so that it is the same everywhere: registered domains are lower case and have a dot.
Keep keep_of_group(std::string_view group);

}  // namespace quorate
