#include "proofs/scan/page/plot/time_plot.hpp"

#include "proofs/scan/page/plot/svg_text.hpp"
#include "proofs/scan/page/words.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <vector>

namespace quorate {
namespace {

constexpr Tenths left = 720;
constexpr Tenths right = 5560;
constexpr Tenths height = 1700;
constexpr Tenths head = 900;  // unit, and the names of the marks
constexpr std::uint64_t columns_per_doubling = 4;

// Columns, four for each doubling: as wide as each other on the axis.
struct Columns {
  std::uint64_t first = 0;  // quarter of a doubling, from 1 µs
  std::vector<std::uint64_t> counts;
};

// Halves of halves of a doubling: 1, 1.25, 1.5, 1.75. Linear inside of it, as the classes are.
std::uint64_t quarter_of(std::uint64_t microseconds) {
  const std::uint64_t time = std::max<std::uint64_t>(microseconds, 1);
  const auto doubling = static_cast<std::uint64_t>(std::bit_width(time)) - 1;
  const std::uint64_t into = time - (std::uint64_t{1} << doubling);
  return doubling * columns_per_doubling + into * columns_per_doubling / (std::uint64_t{1} << doubling);
}

Columns columns_of(const TimeCounts& times) {
  const auto classes = times.classes();
  Columns columns;
  columns.first = quarter_of(classes.front().from) / columns_per_doubling * columns_per_doubling;
  const std::uint64_t last = quarter_of(classes.back().from) / columns_per_doubling + 1;
  columns.counts.resize(last * columns_per_doubling - columns.first);
  for (const TimeCounts::Class& one : classes)
    columns.counts[quarter_of(one.from) - columns.first] += one.count;
  return columns;
}

Tenths place_of(std::uint64_t quarter, const Columns& columns) {
  return left + along(quarter - columns.first, columns.counts.size(), right - left);
}

// 1, 10, 100 ms ...: the x of a time inside of a doubling is linear, as its columns are.
Tenths place_of_time(std::uint64_t time, const Columns& columns) {
  const auto doubling = static_cast<std::uint64_t>(std::bit_width(std::max<std::uint64_t>(time, 1))) - 1;
  const Tenths from = place_of(doubling * columns_per_doubling, columns);
  const Tenths to = place_of((doubling + 1) * columns_per_doubling, columns);
  return from + along(time - (std::uint64_t{1} << doubling), std::uint64_t{1} << doubling, to - from);
}

}  // namespace

std::string draw_times(const TimeCounts& times, std::string_view title, std::string_view unit) {
  if (times.total() == 0) return "";
  const Columns columns = columns_of(times);
  const std::uint64_t longest = *std::max_element(columns.counts.begin(), columns.counts.end());
  const std::uint64_t step = nice_step(longest, 5);
  const std::uint64_t most = (longest + step - 1) / step * step;
  const Tenths bottom = head + height;
  std::string out = svg_open(bottom + 470, title);
  out += svg_write(0, 130, TextAlign::start, unit, "tick");
  for (std::uint64_t mark = 0; mark <= most; mark += step) {
    const Tenths y = bottom - along(mark, most, height);
    out += svg_line(left, y, right, y, mark == 0 ? "axis" : "grid");
    out += svg_write(left - 70, y + 45, TextAlign::end, grouped_digits(mark), "tick");
  }
  for (std::size_t i = 0; i < columns.counts.size(); ++i) {
    if (columns.counts[i] == 0) continue;
    const Tenths from = place_of(columns.first + i, columns);
    const Tenths to = place_of(columns.first + i + 1, columns);
    const Tenths tall = std::max<Tenths>(along(columns.counts[i], most, height), 5);
    out += svg_rect(from, bottom - tall, std::max<Tenths>(to - from - 5, 5), tall, "main");
  }
  const std::uint64_t end = columns.first + columns.counts.size();
  Tenths free_from = 0;  // of the axis' labels
  for (std::uint64_t time = 1; quarter_of(time) < end; time *= 10) {
    if (quarter_of(time) < columns.first) continue;
    const Tenths x = place_of_time(time, columns);
    out += svg_line(x, bottom, x, bottom + 50, "axis");
    if (x < free_from) continue;
    out += svg_write(x, bottom + 190, x > right - 200 ? TextAlign::end : TextAlign::middle, duration(time),
                     "tick");
    free_from = x + 600;
  }
  struct Mark {
    unsigned permille;
    std::string_view name;
  };
  std::string names;  // above the marks' lines
  Tenths y = 330;
  for (const Mark& mark : {Mark{500, "half"}, Mark{900, "90%"}, Mark{990, "99%"}}) {
    const std::uint64_t time = *times.quantile(mark.permille);
    const Tenths x = std::clamp(place_of_time(time, columns), left, right);
    out += svg_line(x, y + 20, x, bottom, "mark");
    const bool turned = x > right - 1500;  // no room for its name on the right
    names += svg_write(turned ? x - 50 : x + 50, y + 60, turned ? TextAlign::end : TextAlign::start,
                       std::string(mark.name) + " within " + duration(time), "note halo");
    y += 170;
  }
  out += names;
  out += svg_write(left + (right - left) / 2, bottom + 390, TextAlign::middle,
                   "time from asking to the last byte, logarithmic", "tick");
  return out + "</svg>\n";
}

}  // namespace quorate
