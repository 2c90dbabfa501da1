// Draws horizontal bars: one for each thing, cut into parts, all on one axis that begins at zero.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace quorate {

// A part of every bar.
struct BarPart {
  std::string name;       // our own words
  std::string css_class;  // "proven", ...
};

struct Bar {
  std::string label;                 // of any origin
  std::vector<std::uint64_t> parts;  // one for each BarPart
  std::string note;                  // our own words, right of the bar
};

struct BarPlot {
  std::string title;  // our own words: what is drawn
  std::string axis;   // our own words: what is counted along it, with its unit
  std::vector<BarPart> parts;
  std::vector<Bar> bars;
  // What the whole axis stands for; 0: each bar is all of itself, and its parts are shares of it.
  std::uint64_t whole = 0;
};

// Parts are written with their share where there is room for it.
std::string draw_bars(const BarPlot& plot);

}  // namespace quorate
