// Draws columns: how often each number or class occurred, on an axis that begins at zero.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace quorate {

// A part of every column; those that come first stand at the bottom.
struct ColumnPart {
  std::string name;  // our own words
  std::string css_class;
  std::vector<std::uint64_t> counts;  // one for each label
};

struct ColumnPlot {
  std::string title;                // our own words
  std::string axis;                 // below: what the labels are
  std::string unit;                 // above: what is counted
  std::vector<std::string> labels;  // our own words; broken into lines at LF
  std::vector<ColumnPart> parts;
};

// Every column is written with its whole, as a share of all columns.
std::string draw_columns(const ColumnPlot& plot);

}  // namespace quorate
