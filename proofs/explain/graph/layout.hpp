// Turns a graph into places: where each box of a picture stands.
#pragma once

#include "proofs/explain/graph/graph.hpp"

#include <optional>
#include <vector>

namespace quorate {

// In pixels; all whole numbers, so that no locale and no rounding shows.
struct Rectangle {
  int x = 0;
  int y = 0;
  int width = 0;
  int height = 0;
};

struct GraphLayout {
  std::vector<Rectangle> boxes;      // one for each of the graph's
  std::optional<int> discovered_at;  // baseline of the heading above the accounts that are only discovered
  int width = 0;
  int bottom = 0;  // of the lowest box
};

inline constexpr int margin = 24;
inline constexpr int first_row = 156;  // below the title and the names of the columns

// Boxes of a column never overlap. Accounts stand in their order, one a row; a group is as high as its rows;
// keys and subjects stand beside the middle of what they are joined to.
GraphLayout lay_out(const AgreementGraph& graph);

// The left edge and the width of a column.
Rectangle column_place(Column column);

}  // namespace quorate
