// Turns a report's accounts into the table that people read: the contact's own first, then those that a key
// named.
#pragma once

#include "proofs/report/layout/table.hpp"
#include "proofs/report/report.hpp"

namespace quorate {

Table account_table(const Report& report);

// The same of one account, by its place in the report, in words: "proven for another key (kuts1Jgu…)",
// "refuted: expired (stale)". Printable.
std::string account_words(const Report& report, std::size_t i);
// The remark that stands under its row; empty: none. Printable.
std::string account_remark(const Report& report, std::size_t i);

// What the table's notes need a word about, each a sentence: which accounts share a group, and why. May be
// empty.
std::vector<std::string> table_legend(const Report& report);

}  // namespace quorate
