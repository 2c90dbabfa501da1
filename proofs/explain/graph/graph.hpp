// AgreementGraph: a report as boxes in four columns and lines between them, ready to be drawn.
#pragma once

#include "proofs/report/report.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace quorate {

// What a box or a line says of the subject key.
enum class Tone { neutral, agrees, rival, conflicted, unknown, silent };

enum class Column { subject, key, account, group };

struct GraphBox {
  Column column = Column::account;
  Tone tone = Tone::neutral;
  std::string label;                       // printable, never cut
  std::string note;                        // "proven", "W = 2", ...; printable
  Standing standing = Standing::anchored;  // of an account
};

struct GraphLine {
  std::size_t left = 0;  // places in `boxes`, the left one in an earlier column
  std::size_t right = 0;
  Tone tone = Tone::neutral;
};

// Accounts stand in the order in which they are to be drawn: those of one group together, discovered ones
// last.
struct AgreementGraph {
  std::string verdict;  // "CONTESTED"
  Tone verdict_tone = Tone::neutral;
  std::string about;    // "Alice, mimi://..."
  std::string numbers;  // "W = 2 of n = 3 groups, t = 3 must agree, ..."
  std::vector<std::string> remarks;
  std::vector<GraphBox> boxes;
  std::vector<GraphLine> lines;
};

// Nothing in the report need be trusted: texts come out printable. At most 128 accounts and 24 keys are kept;
// a remark says how many were left out.
AgreementGraph graph_of(const Report& report);

// What a line of this tone means, for the legend.
std::string_view legend(Tone tone);

}  // namespace quorate
