// Table: turns rows of cells into aligned columns for a terminal.
#pragma once

#include "proofs/report/layout/style.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

struct Cell {
  std::string text;
  Paint paint = Paint::none;
};

struct TableRow {
  std::vector<Cell> cells;  // missing ones at the end are empty
  std::string below;        // a remark on a line of its own under the row; empty: none
};

struct TableSection {
  std::string heading;  // above the rows, after an empty line; empty: none
  std::vector<TableRow> rows;
};

struct Table {
  std::vector<std::string> titles;  // one for each column
  std::vector<TableSection> sections;
};

// The columns that a text takes, one for each code point. `text` must be UTF-8.
std::size_t width(std::string_view text);

// Lines that each end in LF, without trailing spaces; no rows: the empty text. A column without any text is
// left out. A cell that is far wider than a column should be is never cut: the rest of its row follows on the
// next line. No cell need be trusted: every text goes through `shown`.
std::string write_table(const Table& table, Style style);

// "Key      urn:..." and LF: a label of ours, padded, and a value that is printable already.
std::string labelled(std::string_view label, std::string_view value, Style style);

// The text broken at spaces into lines of about the width of a terminal, each ended by LF; a longer word
// stays whole.
std::string write_paragraph(std::string_view text);

}  // namespace quorate
