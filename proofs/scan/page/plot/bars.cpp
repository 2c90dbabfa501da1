#include "proofs/scan/page/plot/bars.hpp"

#include "proofs/scan/page/plot/svg_text.hpp"
#include "proofs/scan/page/words.hpp"

#include <algorithm>
#include <numeric>

namespace quorate {
namespace {

constexpr Tenths left = 1560;   // of the axis; labels stand left of it
constexpr Tenths rightmost = 4560;  // where it ends; notes stand right of it
constexpr Tenths note_gap = 60;
constexpr Tenths note_character = 68;  // a digit
constexpr Tenths row_height = 240;
constexpr Tenths bar_height = 170;
constexpr Tenths legend_height = 260;
constexpr Tenths foot_height = 440;
constexpr Tenths baseline = 125;  // of a text in a bar, from the bar's top
constexpr Tenths room_for_percent = 440;
constexpr std::size_t label_characters = 21;
constexpr Tenths character = 72;  // of a legend: the mean width

std::string legend(const BarPlot& plot) {
  if (plot.parts.size() < 2) return "";
  std::string out;
  Tenths x = 0;
  for (const BarPart& part : plot.parts) {
    out += svg_rect(x, 30, 130, 130, part.css_class);
    out += svg_write(x + 180, 140, TextAlign::start, part.name, "");
    x += 180 + static_cast<Tenths>(part.name.size()) * character + 220;
  }
  return out;
}

// The greatest value of the axis, and the steps between its marks.
struct Scale {
  std::uint64_t most = 0;
  std::uint64_t step = 1;
};

std::uint64_t sum(const Bar& bar) {
  return std::accumulate(bar.parts.begin(), bar.parts.end(), std::uint64_t{0});
}

// In percent of the whole, which is 100 unless the longest bar is far shorter.
Scale scale_of(const BarPlot& plot) {
  if (plot.whole == 0) return {100, 25};
  std::uint64_t longest = 0;
  for (const Bar& bar : plot.bars) longest = std::max(longest, sum(bar));
  const auto percents = static_cast<std::uint64_t>(along(longest, plot.whole, 100)) + 1;
  for (const std::uint64_t most : {2U, 5U, 10U, 20U, 40U, 60U, 80U})
    if (percents <= most)
      return {most, most <= 2    ? 1U
                    : most <= 5  ? 1U
                    : most <= 10 ? 2U
                    : most <= 20 ? 5U
                    : most <= 40 ? 10U
                                 : 20U};
  return {100, 25};
}

// Where the axis ends: the longest note has room behind the longest bar.
Tenths right_of(const BarPlot& plot) {
  std::size_t longest = 0;
  for (const Bar& bar : plot.bars) longest = std::max(longest, bar.note.size());
  return std::min(rightmost, plot_width - note_gap - static_cast<Tenths>(longest) * note_character);
}

}  // namespace

std::string draw_bars(const BarPlot& plot) {
  const Tenths top = plot.parts.size() < 2 ? 40 : legend_height;
  const Tenths bottom = top + row_height * static_cast<Tenths>(plot.bars.size());
  const Tenths right = right_of(plot);
  const Scale scale = scale_of(plot);
  std::string out = svg_open(bottom + foot_height, plot.title) + legend(plot);
  for (std::uint64_t mark = 0; mark <= scale.most; mark += scale.step) {
    const Tenths x = left + along(mark, scale.most, right - left);
    out += svg_line(x, top, x, bottom, mark == 0 ? "axis" : "grid");
    out += svg_write(x, bottom + 160, TextAlign::middle, std::to_string(mark) + "%", "tick");
  }
  out += svg_write(left + (right - left) / 2, bottom + 360, TextAlign::middle, plot.axis, "tick");
  Tenths y = top + (row_height - bar_height) / 2;
  for (const Bar& bar : plot.bars) {
    out += "<g><title>" + markup_text(bar.label) + "</title>\n";
    out += svg_write(left - 80, y + baseline, TextAlign::end, markup_label(bar.label, label_characters), "");
    const std::uint64_t whole = plot.whole == 0 ? sum(bar) : plot.whole;
    std::uint64_t before = 0;
    Tenths end = left;
    for (std::size_t i = 0; i < bar.parts.size() && whole > 0; ++i) {
      const Tenths axis = (right - left) * 100 / static_cast<Tenths>(scale.most);
      const Tenths from = left + along(before, whole, axis);
      before += bar.parts[i];
      end = left + along(before, whole, axis);
      if (bar.parts[i] == 0) continue;
      out += svg_rect(from, y, std::max<Tenths>(end - from, 5), bar_height, plot.parts[i].css_class);
      if (plot.parts.size() > 1 && end - from >= room_for_percent)
        out += svg_write((from + end) / 2, y + baseline, TextAlign::middle, percent(bar.parts[i], whole),
                         "on " + plot.parts[i].css_class);
    }
    // Behind the bar where it has one part, else in a column of its own.
    const Tenths x = plot.parts.size() > 1 ? right : end;
    out += svg_write(x + note_gap, y + baseline, TextAlign::start, bar.note, "note") + "</g>\n";
    y += row_height;
  }
  return out + "</svg>\n";
}

}  // namespace quorate
