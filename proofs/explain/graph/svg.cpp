#include "proofs/explain/graph/svg.hpp"

#include "proofs/encoding/markup.hpp"
#include "proofs/explain/graph/drawing.hpp"
#include "proofs/explain/graph/layout.hpp"
#include "proofs/report/layout/wording.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

namespace quorate {
namespace {

// A column of the monospaced font, per thousand of its size: no common one is wider than 602.
constexpr std::size_t column_permille = 605;
constexpr int label_size = 12;
constexpr int note_size = 11;
constexpr int title_size = 15;
constexpr int padding = 12;
constexpr int tone_strip = 4;  // the coloured strip at the left of a box
constexpr int legend_line = 30;
constexpr int line_height = 20;

std::string number(int value) { return std::to_string(value); }

// What stands in an attribute or between tags; XML 1.0 has no U+FFFE and U+FFFF.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("\xef\xbf\xbe") || rest.starts_with("\xef\xbf\xbf")) {
      out += "\xef\xbf\xbd";
      at += 2;
      continue;
    }
    out.push_back(text[at]);
  }
  return escaped_markup(out);
}

// NAME="VALUE" ..., all our own words and numbers.
using Attributes = std::initializer_list<std::pair<std::string_view, std::string>>;

std::string tag(std::string_view name, Attributes attributes, std::string_view end = "/>") {
  std::string out = "<" + std::string(name);
  for (const auto& [key, value] : attributes)
    out.append(" ").append(key).append("=\"").append(value).append("\"");
  return out.append(end);
}

int text_width(std::string_view text, int size) {
  return static_cast<int>(columns(text) * static_cast<std::size_t>(size) * column_permille / 1000) + 1;
}

std::string fitting(std::string_view text, int size, int width) {
  const auto room = static_cast<std::size_t>(std::max(width, 0)) * 1000;
  return shortened(text, room / (static_cast<std::size_t>(size) * column_permille));
}

enum class Anchor { left, right };

struct Ground {
  int x = 0;
  int y = 0;  // the baseline
  int size = label_size;
  std::string_view colour = "#1f2328";
  Anchor anchor = Anchor::left;
  std::string_view weight = "normal";
};

std::string write(std::string_view text, const Ground& at) {
  return tag("text",
             {{"x", number(at.x)},
              {"y", number(at.y)},
              {"font-size", number(at.size)},
              {"font-weight", std::string(at.weight)},
              {"text-anchor", at.anchor == Anchor::left ? "start" : "end"},
              {"fill", std::string(at.colour)}},
             ">") +
         escaped(text) + "</text>\n";
}

std::string_view dash(Tone tone) {
  if (tone == Tone::unknown) return "7 5";
  return tone == Tone::silent ? "1 5" : "none";
}

std::string_view thickness(Tone tone) {
  return tone == Tone::agrees || tone == Tone::rival || tone == Tone::conflicted ? "2.2" : "1.4";
}

// A line to what does not count is thin.
std::string stroke(const std::string& path, Tone tone, Standing standing = Standing::anchored) {
  return tag("path", {{"d", path},
                      {"fill", "none"},
                      {"stroke", std::string(ink(tone).stroke)},
                      {"stroke-width", standing == Standing::anchored ? std::string(thickness(tone)) : "1"},
                      {"stroke-dasharray", std::string(dash(tone))},
                      {"stroke-linecap", "round"}}) +
         "\n";
}

class Picture {
 public:
  explicit Picture(const AgreementGraph& graph) : graph_(graph), places_(lay_out(graph)) {}

  std::string draw() const {
    const int height =
        places_.bottom + legend_line * 2 + line_height * (1 + static_cast<int>(graph_.remarks.size()));
    std::string out = tag("svg",
                          {{"xmlns", "http://www.w3.org/2000/svg"},
                           {"width", number(places_.width)},
                           {"height", number(height)},
                           {"viewBox", "0 0 " + number(places_.width) + " " + number(height)},
                           {"font-family", "ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace"}},
                          ">\n");
    out += "<title>" + escaped(graph_.verdict + " " + graph_.about) + "</title>\n";
    out += tag("rect", {{"x", "1"},
                        {"y", "1"},
                        {"width", number(places_.width - 2)},
                        {"height", number(height - 2)},
                        {"rx", "12"},
                        {"fill", "#ffffff"},
                        {"stroke", "#d0d7de"}}) +
           "\n";
    out += head() + column_names();
    for (const GraphLine& line : graph_.lines) out += curve(line);
    for (std::size_t i = 0; i < graph_.boxes.size(); ++i) out += box(graph_.boxes[i], places_.boxes[i]);
    return out + foot() + "</svg>\n";
  }

 private:
  std::string head() const {
    constexpr int top = 24;
    constexpr int pill = 34;
    const int width = text_width(graph_.verdict, title_size) + 2 * padding;
    const int about_x = margin + width + padding;
    const int room = places_.width - margin - about_x;
    return tag("rect", {{"x", number(margin)},
                        {"y", number(top)},
                        {"width", number(width)},
                        {"height", number(pill)},
                        {"rx", "6"},
                        {"fill", std::string(ink(graph_.verdict_tone).stroke)}}) +
           "\n" +
           write(graph_.verdict, {margin + padding, top + 23, title_size, "#ffffff", Anchor::left, "bold"}) +
           write(fitting(graph_.about, title_size, room), {about_x, top + 23, title_size}) +
           write(fitting(graph_.numbers, label_size, places_.width - 2 * margin),
                 {margin, top + pill + 26, label_size, "#3d444d"});
  }

  std::string column_names() const {
    constexpr std::array<std::pair<Column, std::string_view>, 4> names = {
        {{Column::subject, "WHO"},
         {Column::key, "KEYS"},
         {Column::account, "ACCOUNTS"},
         {Column::group, "GROUPS (ONE VOICE EACH)"}}};
    std::string out;
    for (const auto& [column, name] : names)
      out +=
          write(name, {column_place(column).x, first_row - 14, note_size, "#6a727c", Anchor::left, "bold"});
    if (places_.discovered_at)
      out += write("ALSO NAMED BY THE KEY (NOT COUNTED)",
                   {column_place(Column::account).x, *places_.discovered_at, note_size, "#6a727c",
                    Anchor::left, "bold"});
    return out;
  }

  // From the right side of the one box to the left side of the other; into a high box at its own height.
  std::string curve(const GraphLine& line) const {
    const Rectangle& from = places_.boxes[line.left];
    const Rectangle& to = places_.boxes[line.right];
    const int x1 = from.x + from.width;
    const int y1 = from.y + from.height / 2;
    const int x2 = to.x;
    const bool level = graph_.boxes[line.right].column == Column::group;
    const int y2 = level ? y1 : to.y + to.height / 2;
    const int bend = (x2 - x1) / 2;
    return stroke("M" + number(x1) + " " + number(y1) + " C" + number(x1 + bend) + " " + number(y1) + " " +
                      number(x2 - bend) + " " + number(y2) + " " + number(x2) + " " + number(y2),
                  line.tone, graph_.boxes[line.right].standing);
  }

  static std::string frame(const GraphBox& box, const Rectangle& place) {
    const Ink colours = ink(box.tone);
    const bool discovered = box.column == Column::account && box.standing == Standing::discovered;
    return tag("rect", {{"x", number(place.x)},
                        {"y", number(place.y)},
                        {"width", number(place.width)},
                        {"height", number(place.height)},
                        {"rx", "5"},
                        {"fill", discovered ? "#ffffff" : std::string(colours.fill)},
                        {"stroke", std::string(colours.stroke)},
                        {"stroke-dasharray", discovered ? "5 4" : "none"}}) +
           tag("rect", {{"x", number(place.x)},
                        {"y", number(place.y)},
                        {"width", number(tone_strip)},
                        {"height", number(place.height)},
                        {"fill", std::string(colours.stroke)}}) +
           "\n";
  }

  // One line with the note at its right end, or two lines.
  static std::string box(const GraphBox& box, const Rectangle& place) {
    std::string out = "<g><title>" + escaped(box.label + (box.note.empty() ? "" : ": " + box.note)) +
                      "</title>" + frame(box, place);
    const int left = place.x + padding;
    const int right = place.x + place.width - padding;
    const bool two_lines = box.column == Column::subject || box.column == Column::key;
    if (two_lines) {
      out += write(fitting(box.label, label_size, right - left), {left, place.y + 19});
      out += write(fitting(box.note, note_size, right - left),
                   {left, place.y + 36, note_size, ink(box.tone).stroke});
      return out + "</g>\n";
    }
    const std::string note = fitting(box.note, note_size, (right - left) * 2 / 5);
    const int baseline = place.y + place.height / 2 + 4;
    const int room = right - left - text_width(note, note_size) - padding;
    out += write(fitting(box.label, label_size, room), {left, baseline});
    out += write(note, {right, baseline, note_size, ink(box.tone).stroke, Anchor::right});
    return out + "</g>\n";
  }

  std::string foot() const {
    constexpr int sample = 34;
    constexpr int between = 26;
    int x = margin;
    int y = places_.bottom + legend_line + 6;
    std::string out;
    for (const Tone tone : {Tone::agrees, Tone::rival, Tone::conflicted, Tone::unknown, Tone::silent}) {
      out += stroke("M" + number(x) + " " + number(y - 4) + " H" + number(x + sample), tone);
      out += write(legend(tone), {x + sample + 8, y, note_size, "#3d444d"});
      x += sample + 8 + text_width(legend(tone), note_size) + between;
    }
    out += write("dashed border: not counted", {x, y, note_size, "#3d444d"});
    for (const std::string& remark : graph_.remarks) {
      y += line_height;
      out += write(fitting(remark, note_size, places_.width - 2 * margin),
                   {margin, y + 4, note_size, "#6a727c"});
    }
    return out;
  }

  const AgreementGraph& graph_;
  GraphLayout places_;
};

}  // namespace

std::string write_svg(const AgreementGraph& graph) { return Picture(graph).draw(); }

}  // namespace quorate
