// Turns a score into the rows of the verdict table, each with its numbers filled in, up to the first that
// applies.
#pragma once

#include "proofs/report/report.hpp"

#include <string>
#include <vector>

namespace quorate {

// SPEC: quorum.md "The verdict is about one key".
struct VerdictRow {
  Answer answer = Answer::insufficient;
  std::string because;  // why it applies, or why not
};

// The last row is the one that applies. Texts are printable.
std::vector<VerdictRow> verdict_rows(const Report& report);

// "n = 7 groups; f = 2 of them may be hostile: max(1, floor((7 - 1) / 3)); t = floor((7 + 2) / 2) + 1 = 5
// must agree."
std::string numbers_rule(const Report& report);

}  // namespace quorate
