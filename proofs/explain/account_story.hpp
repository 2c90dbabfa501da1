// Turns one account of a report into what was asked, what was found, which rule decided, and what it counts.
#pragma once

#include "proofs/report/report.hpp"

#include <string>
#include <utility>
#include <vector>

namespace quorate {

struct StoryLine {
  std::string_view label;  // "asked", "found", "rule", "counts"
  std::string text;        // printable
};

std::vector<StoryLine> account_story(const Report& report, std::size_t account);

// The account's URI, with its group where that is not just its domain: "https://code.example/alice (Town
// Forge)".
std::string account_phrase(const AccountEvidence& evidence);

}  // namespace quorate
