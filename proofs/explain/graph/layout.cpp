#include "proofs/explain/graph/layout.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr int row_height = 28;
constexpr int row_gap = 8;
constexpr int key_height = 46;
constexpr int key_gap = 14;
constexpr int heading_height = 40;  // of the heading above discovered accounts

// The gaps between columns leave room for curves: widest where most lines run.
constexpr int subject_x = margin;
constexpr int subject_width = 230;
constexpr int key_x = subject_x + subject_width + 56;
constexpr int key_width = 206;
constexpr int account_x = key_x + key_width + 120;
constexpr int account_width = 500;
constexpr int group_x = account_x + account_width + 40;
constexpr int group_width = 250;

int middle(const Rectangle& place) { return place.y + place.height / 2; }

class Layout {
 public:
  explicit Layout(const AgreementGraph& graph) : graph_(graph) { places_.boxes.resize(graph.boxes.size()); }

  GraphLayout make() {
    place_accounts();
    place_groups();
    place_beside(Column::key);
    place_beside(Column::subject);
    places_.width = group_x + group_width + margin;
    places_.bottom = first_row + row_height;
    for (const Rectangle& box : places_.boxes) places_.bottom = std::max(places_.bottom, box.y + box.height);
    return std::move(places_);
  }

 private:
  std::vector<std::size_t> boxes_of(Column column) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < graph_.boxes.size(); ++i)
      if (graph_.boxes[i].column == column) found.push_back(i);
    return found;
  }

  void place_accounts() {
    int y = first_row;
    for (const std::size_t i : boxes_of(Column::account)) {
      if (graph_.boxes[i].standing == Standing::discovered && !places_.discovered_at) {
        places_.discovered_at = y + heading_height - 2 * row_gap;
        y += heading_height;
      }
      places_.boxes[i] = {account_x, y, account_width, row_height};
      y += row_height + row_gap;
    }
  }

  // Accounts of one group stand together, so groups do not overlap.
  void place_groups() {
    for (const std::size_t i : boxes_of(Column::group)) {
      Rectangle& place = places_.boxes[i];
      place = {group_x, first_row, group_width, row_height};
      bool first = true;
      for (const GraphLine& line : graph_.lines) {
        if (line.right != i) continue;
        const Rectangle& account = places_.boxes[line.left];
        const int top = first ? account.y : std::min(place.y, account.y);
        const int bottom = std::max(first ? 0 : place.y + place.height, account.y + account.height);
        place.y = top;
        place.height = bottom - top;
        first = false;
      }
    }
  }

  // Where the box would best stand: beside the middle of those to its right, of those that count if there are
  // any.
  int wish(std::size_t box) const {
    const auto anchored = middle_of_right(box, Standing::anchored);
    const auto any = anchored ? anchored : middle_of_right(box, Standing::discovered);
    return any.value_or(first_row + key_height / 2);
  }
  std::optional<int> middle_of_right(std::size_t box, Standing standing) const {
    int sum = 0;
    int count = 0;
    for (const GraphLine& line : graph_.lines) {
      if (line.left != box || graph_.boxes[line.right].standing != standing) continue;
      sum += middle(places_.boxes[line.right]);
      ++count;
    }
    return count == 0 ? std::nullopt : std::optional(sum / count);
  }

  void place_beside(Column column) {
    std::vector<std::pair<int, std::size_t>> wishes;
    for (const std::size_t i : boxes_of(column)) wishes.emplace_back(wish(i), i);
    std::stable_sort(wishes.begin(), wishes.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    int least = first_row;
    for (const auto& [at, i] : wishes) {
      const Rectangle place = column_place(column);
      const int y = std::max(least, at - key_height / 2);
      places_.boxes[i] = {place.x, y, place.width, key_height};
      least = y + key_height + key_gap;
    }
  }

  const AgreementGraph& graph_;
  GraphLayout places_;
};

}  // namespace

Rectangle column_place(Column column) {
  switch (column) {
    case Column::subject:
      return {subject_x, 0, subject_width, 0};
    case Column::key:
      return {key_x, 0, key_width, 0};
    case Column::account:
      return {account_x, 0, account_width, 0};
    case Column::group:
      return {group_x, 0, group_width, 0};
  }
  return {};
}

GraphLayout lay_out(const AgreementGraph& graph) { return Layout(graph).make(); }

}  // namespace quorate
