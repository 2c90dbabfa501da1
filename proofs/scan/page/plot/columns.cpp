#include "proofs/scan/page/plot/columns.hpp"

#include "proofs/scan/page/plot/svg_text.hpp"
#include "proofs/scan/page/words.hpp"

#include <algorithm>
#include <numeric>

namespace quorate {
namespace {

constexpr Tenths left = 720;
constexpr Tenths right = 5560;
constexpr Tenths height = 1900;  // of the longest column
constexpr Tenths head = 480;     // legend and unit
constexpr Tenths line_height = 150;
constexpr Tenths widest = 620;
constexpr Tenths room_for_share = 390;  // of a column, for its share above it
constexpr Tenths character = 72;

std::string legend(const ColumnPlot& plot) {
  if (plot.parts.size() < 2) return "";
  std::string out;
  Tenths x = left;
  for (const ColumnPart& part : plot.parts) {
    out += svg_rect(x, 20, 130, 130, part.css_class);
    out += svg_write(x + 180, 130, TextAlign::start, part.name, "");
    x += 180 + static_cast<Tenths>(part.name.size()) * character + 220;
  }
  return out;
}

std::string write_label(Tenths x, Tenths y, std::string label) {
  std::string out;
  while (!label.empty()) {
    const std::size_t end = std::min(label.find('\n'), label.size());
    out += svg_write(x, y, TextAlign::middle, label.substr(0, end), "tick");
    label.erase(0, end + 1);
    y += line_height;
  }
  return out;
}

}  // namespace

std::string draw_columns(const ColumnPlot& plot) {
  std::vector<std::uint64_t> wholes(plot.labels.size());
  std::size_t lines = 1;
  for (std::size_t i = 0; i < wholes.size(); ++i) {
    for (const ColumnPart& part : plot.parts) wholes[i] += part.counts[i];
    const auto breaks = std::count(plot.labels[i].begin(), plot.labels[i].end(), '\n');
    lines = std::max(lines, static_cast<std::size_t>(breaks) + 1);
  }
  const std::uint64_t all = std::accumulate(wholes.begin(), wholes.end(), std::uint64_t{0});
  const std::uint64_t longest = wholes.empty() ? 0 : *std::max_element(wholes.begin(), wholes.end());
  const std::uint64_t step = nice_step(std::max<std::uint64_t>(longest, 1), 5);
  const std::uint64_t most = std::max<std::uint64_t>((longest + step - 1) / step, 1) * step;
  const Tenths bottom = head + height;
  const Tenths below = bottom + 170 + line_height * static_cast<Tenths>(lines);
  std::string out = svg_open(below + 90, plot.title) + legend(plot);
  out += svg_write(0, head - 190, TextAlign::start, plot.unit, "tick");
  for (std::uint64_t mark = 0; mark <= most; mark += step) {
    const Tenths y = bottom - along(mark, most, height);
    out += svg_line(left, y, right, y, mark == 0 ? "axis" : "grid");
    out += svg_write(left - 70, y + 45, TextAlign::end, grouped_digits(mark), "tick");
  }
  const auto columns = static_cast<Tenths>(std::max<std::size_t>(wholes.size(), 1));
  const Tenths pitch = (right - left) / columns;
  const Tenths width = std::min(pitch * 8 / 10, widest);
  for (std::size_t i = 0; i < wholes.size(); ++i) {
    const Tenths middle = left + pitch * static_cast<Tenths>(i) + pitch / 2;
    std::uint64_t before = 0;
    for (const ColumnPart& part : plot.parts) {
      const Tenths from = bottom - along(before, most, height);
      before += part.counts[i];
      const Tenths to = bottom - along(before, most, height);
      if (part.counts[i] > 0)
        out += svg_rect(middle - width / 2, to, width, std::max<Tenths>(from - to, 5), part.css_class);
    }
    if (wholes[i] > 0 && pitch >= room_for_share)
      out += svg_write(middle, bottom - along(before, most, height) - 50, TextAlign::middle,
                       percent(wholes[i], all), "note");
    out += write_label(middle, bottom + 160, plot.labels[i]);
  }
  out += svg_write(left + (right - left) / 2, below + 30, TextAlign::middle, plot.axis, "tick");
  return out + "</svg>\n";
}

}  // namespace quorate
