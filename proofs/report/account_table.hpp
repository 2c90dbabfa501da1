// Turns a report's accounts into the table that people read: the contact's own first, then those that a key
// named.
#pragma once

#include "proofs/report/layout/table.hpp"
#include "proofs/report/report.hpp"

namespace quorate {

Table account_table(const Report& report);

// What the table's notes need a word about, each a sentence: which accounts share a group, and why. May be
// empty.
std::vector<std::string> table_legend(const Report& report);

}  // namespace quorate
