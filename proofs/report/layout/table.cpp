#include "proofs/report/layout/table.hpp"

#include "proofs/report/layout/wording.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::size_t gap = 2;  // between columns
constexpr std::size_t widest_column =
    56;  // an account URI seldom needs more, and the other columns still fit beside it
constexpr std::size_t paragraph_width = 96;
constexpr std::size_t label_width = 9;  // of the longest label, and two spaces
constexpr std::string_view below_indent = "    ";

struct Column {
  std::size_t start = 0;
  std::size_t width = 0;  // of its texts; 0: nothing in it, left out
};

// What was written of a line so far. Spaces are only added before a text, so that none trail.
class Line {
 public:
  Line(std::string& out, Style style) : out_(out), style_(style) {}

  void put(const Column& column, std::string_view text, Paint paint) {
    if (column.width == 0 || text.empty()) return;
    const bool too_late = at_ > 0 && at_ + gap > column.start;
    if (too_late) {
      out_.push_back('\n');
      at_ = 0;
    }
    out_.append(column.start - at_, ' ').append(painted(text, paint, style_));
    at_ = column.start + width(text);
  }

 private:
  std::string& out_;
  Style style_;
  std::size_t at_ = 0;
};

std::vector<Column> columns_of(const Table& table) {
  std::vector<Column> columns(table.titles.size());
  for (const TableSection& section : table.sections)
    for (const TableRow& row : section.rows)
      for (std::size_t i = 0; i < row.cells.size() && i < columns.size(); ++i) {
        const std::size_t wanted = width(row.cells[i].text);
        if (wanted == 0) continue;
        // A text that is too wide takes a line for itself and does not push the others apart.
        const std::size_t least = width(table.titles[i]);
        columns[i].width = std::max({columns[i].width, least, wanted > widest_column ? 1 : wanted});
      }
  std::size_t start = 0;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    columns[i].start = start;
    if (columns[i].width == 0) continue;

    start += columns[i].width + gap;
  }
  return columns;
}

Table shown_table(Table table) {
  for (TableSection& section : table.sections)
    for (TableRow& row : section.rows)
      for (Cell& cell : row.cells) cell.text = shown(cell.text);
  return table;
}

void write_row(std::string& out, const TableRow& row, const std::vector<Column>& columns, Style style) {
  Line line(out, style);
  for (std::size_t i = 0; i < row.cells.size() && i < columns.size(); ++i)
    line.put(columns[i], row.cells[i].text, row.cells[i].paint);
  out.push_back('\n');
  if (!row.below.empty())
    out.append(below_indent).append(painted(shown(row.below), Paint::faint, style)).push_back('\n');
}

}  // namespace

std::size_t width(std::string_view text) {
  // Every byte but the continuation bytes begins a code point (RFC 3629).
  return static_cast<std::size_t>(
      std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

std::string write_table(const Table& untrusted, Style style) {
  const Table table = shown_table(untrusted);
  const bool empty = std::all_of(table.sections.begin(), table.sections.end(),
                                 [](const TableSection& section) { return section.rows.empty(); });
  if (empty) return "";
  const std::vector<Column> columns = columns_of(table);
  std::string out;
  Line titles(out, style);
  for (std::size_t i = 0; i < columns.size(); ++i) titles.put(columns[i], table.titles[i], Paint::strong);
  out.push_back('\n');
  for (const TableSection& section : table.sections) {
    if (section.rows.empty()) continue;
    if (!section.heading.empty())
      out.append("\n").append(painted(shown(section.heading), Paint::strong, style)).push_back('\n');
    for (const TableRow& row : section.rows) write_row(out, row, columns, style);
  }
  return out;
}

std::string labelled(std::string_view label, std::string_view value, Style style) {
  std::string padded(label);
  padded.resize(std::max(label_width, padded.size() + 1), ' ');
  return painted(padded, Paint::faint, style).append(value).append("\n");
}

std::string write_paragraph(std::string_view text) {
  std::string out;
  std::size_t at = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) continue;
    const bool fits = at > 0 && at + 1 + width(word) <= paragraph_width;
    if (at > 0) out.push_back(fits ? ' ' : '\n');
    at = (fits ? at + 1 : 0) + width(word);
    out.append(word);
  }
  if (!out.empty()) out.push_back('\n');
  return out;
}

}  // namespace quorate
