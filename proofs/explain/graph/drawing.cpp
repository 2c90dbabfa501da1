#include "proofs/explain/graph/drawing.hpp"

#include <algorithm>
#include <vector>

namespace quorate {
namespace {

// The code points of UTF-8 text, each with its bytes.
std::vector<std::string_view> code_points(std::string_view text) {
  std::vector<std::string_view> points;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    points.push_back(text.substr(at, end - at));
    at = end;
  }
  return points;
}

std::size_t columns_of_point(std::string_view point) { return point.size() == 1 ? 1 : 2; }

}  // namespace

// Distinct also to people who cannot tell red from green: the one is darker, and dashes differ.
Ink ink(Tone tone) {
  switch (tone) {
    case Tone::neutral:
      return {"#5b6470", "#f1f3f5"};
    case Tone::agrees:
      return {"#1a7f4b", "#e3f5ea"};
    case Tone::rival:
      return {"#c62a3f", "#fde8ea"};
    case Tone::conflicted:
      return {"#b26a00", "#fff1d6"};
    case Tone::unknown:
      return {"#656d76", "#f1f2f4"};
    case Tone::silent:
      return {"#848d97", "#fafbfc"};
  }
  return {"#5b6470", "#f1f3f5"};
}

std::size_t columns(std::string_view text) {
  std::size_t sum = 0;
  for (const std::string_view point : code_points(text)) sum += columns_of_point(point);
  return sum;
}

std::string shortened(std::string_view text, std::size_t most_columns) {
  if (columns(text) <= most_columns) return std::string(text);
  constexpr std::size_t ellipsis = 2;  // columns, to be safe
  const std::vector<std::string_view> points = code_points(text);
  const std::size_t room = most_columns - std::min(most_columns, ellipsis);
  std::string front;
  std::string back;
  std::size_t used = 0;
  std::size_t from = 0;
  for (; from < points.size() && used + columns_of_point(points[from]) <= room - room / 2; ++from) {
    front += points[from];
    used += columns_of_point(points[from]);
  }
  for (std::size_t to = points.size(); to > from && used + columns_of_point(points[to - 1]) <= room; --to) {
    back.insert(0, points[to - 1]);
    used += columns_of_point(points[to - 1]);
  }
  return front + "…" + back;
}

}  // namespace quorate
