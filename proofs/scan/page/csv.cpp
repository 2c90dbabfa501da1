#include "proofs/scan/page/csv.hpp"

#include "proofs/encoding/utf8.hpp"

#include <limits>

namespace quorate {
namespace {

// Of a text; the full-width forms (U+FF1D, U+FF0B, U+FF0D, U+FF20) are formulas to some spreadsheets, too.
bool looks_like_formula(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == text.npos) return false;
  text.remove_prefix(first);
  for (const std::string_view start :
       {"=", "+", "-", "@", "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"})
    if (text.starts_with(start)) return true;
  return false;
}

void append_cell(std::string& out, const Datum& datum) {
  if (datum.shape == Datum::Shape::number) {
    out += datum.value;
    return;
  }
  std::string text = printable(datum.value, std::numeric_limits<std::size_t>::max());
  const bool guarded = looks_like_formula(text);
  if (guarded) text.insert(0, 1, '\'');
  if (!guarded && text.find_first_of("\",;\r\n") == text.npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) out.append(c == '"' ? 2 : 1, c);
  out += '"';
}

}  // namespace

std::string write_csv(const DataTable& table) {
  std::string out;
  for (std::size_t i = 0; i < table.titles.size(); ++i) out.append(i == 0 ? "" : ",").append(table.titles[i]);
  out += "\r\n";
  for (const std::vector<Datum>& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) out += ',';
      append_cell(out, row[i]);
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace quorate
