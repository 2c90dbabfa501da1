// Section: one question to a scan, with its plot, its numbers and what they say.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// A value of a table: a text of any origin, or a number as text of our own.
struct Datum {
  enum class Shape { text, number };
  std::string value;
  Shape shape = Shape::text;

  static Datum text(std::string_view value) { return {std::string(value), Shape::text}; }
  static Datum number(std::uint64_t value) { return {std::to_string(value), Shape::number}; }
  static Datum decimal(std::string value) { return {std::move(value), Shape::number}; }
  static Datum none() { return {"", Shape::number}; }
};

// The numbers behind a plot. Titles are words for machines and people alike: "accounts_proven".
struct DataTable {
  std::vector<std::string> titles;
  std::vector<std::vector<Datum>> rows;  // each as long as `titles`
};

struct Section {
  std::string id;       // of the anchor, and of the CSV file
  std::string title;    // what is answered
  std::string counted;  // the caption: what is counted, and out of how many
  std::string svg;      // empty: there is nothing to draw
  DataTable table;
};

}  // namespace quorate
