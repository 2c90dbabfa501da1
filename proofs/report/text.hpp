// Turns a report into text for a terminal.
#pragma once

#include "proofs/report/layout/style.hpp"
#include "proofs/report/report.hpp"

#include <string>

namespace quorate {

// Headline, sentence, table, what to do next. Ends in LF. Nothing in the report need be trusted: names,
// reasons of servers and key names come out printable, and the only control sequences are our own colours
// (Style::colour).
std::string write_text(const Report& report, Style style);

// The first line of that: the verdict, and who was asked about. Ends in LF.
std::string write_headline(const Report& report, Style style);

}  // namespace quorate
