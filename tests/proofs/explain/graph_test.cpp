#include "proofs/explain/graph/dot.hpp"
#include "proofs/explain/graph/drawing.hpp"
#include "proofs/explain/graph/layout.hpp"
#include "proofs/explain/graph/svg.hpp"
#include "tests/proofs/explain/crowd.hpp"
#include "tests/proofs/report/harmless.hpp"
#include "tests/proofs/report/sample.hpp"
#include "tests/show.hpp"

#include <algorithm>

namespace quorate {
namespace {

std::vector<std::pair<std::string, Report>> reports() {
  auto all = sample::all();
  all.emplace_back("a crowd", sample::crowd());
  return all;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

bool overlap(const Rectangle& a, const Rectangle& b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

// Elements that open and close in order, attributes in quotes, no bare & or <.
void check_well_formed(const std::string& svg) {
  std::vector<std::string> open;
  for (std::size_t at = svg.find('<'); at != svg.npos; at = svg.find('<', at)) {
    const std::size_t end = svg.find('>', at);
    REQUIRE(end != svg.npos);
    const std::string tag = svg.substr(at + 1, end - at - 1);
    REQUIRE(std::count(tag.begin(), tag.end(), '"') % 2 == 0);
    REQUIRE_FALSE(has(tag, "<"));
    if (tag.starts_with('/')) {
      REQUIRE_FALSE(open.empty());
      REQUIRE(tag.substr(1) == open.back());
      open.pop_back();
    } else if (!tag.ends_with('/')) {
      open.push_back(tag.substr(0, tag.find(' ')));
    }
    at = end;
  }
  CHECK(open.empty());
  for (std::size_t at = svg.find('&'); at != svg.npos; at = svg.find('&', at + 1)) {
    const std::string entity = svg.substr(at, svg.find(';', at) - at + 1);
    const std::vector<std::string> known = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    REQUIRE(std::find(known.begin(), known.end(), entity) != known.end());
  }
}

// Every quoted string of DOT ends on its line.
void check_quotes(const std::string& dot) {
  bool inside = false;
  for (std::size_t at = 0; at < dot.size(); ++at) {
    if (inside && dot[at] == '\\') {
      REQUIRE(has("\"\\n", dot.substr(at + 1, 1)));
      ++at;
    } else if (dot[at] == '"') {
      inside = !inside;
    } else if (dot[at] == '\n') {
      REQUIRE_FALSE(inside);
    }
  }
  CHECK_FALSE(inside);
}

}  // namespace

TEST_CASE("graph: a contested contact, who shows what") {
  Report report = sample::contested();
  const AgreementGraph graph = graph_of(report);
  CHECK(graph.verdict == "CONTESTED");
  CHECK(graph.about == "mimi://im.example/u/alice");
  CHECK(has(graph.numbers, "W = 2 of n = 3 groups agree, t = 3 must, best rival W = 1"));
  const auto count = [&](Column column, Tone tone) {
    return std::count_if(graph.boxes.begin(), graph.boxes.end(),
                         [&](const GraphBox& box) { return box.column == column && box.tone == tone; });
  };
  CHECK(count(Column::subject, Tone::neutral) == 1);
  CHECK(count(Column::key, Tone::agrees) == 1);
  CHECK(count(Column::key, Tone::rival) == 1);
  CHECK(count(Column::account, Tone::agrees) == 2);
  CHECK(count(Column::account, Tone::rival) == 1);
  CHECK(count(Column::group, Tone::agrees) == 2);
  CHECK(count(Column::group, Tone::rival) == 1);
  CHECK(graph.lines.size() == 2 + 3 + 3);
  for (const GraphLine& line : graph.lines)
    CHECK(graph.boxes[line.left].column < graph.boxes[line.right].column);
}

TEST_CASE("graph: accounts that show nothing, cannot be seen or show both keys, each told apart") {
  const AgreementGraph graph = graph_of(sample::crowd());
  const auto tone = [&](std::string_view label) {
    const auto box = std::find_if(graph.boxes.begin(), graph.boxes.end(), [&](const GraphBox& candidate) {
      return candidate.label.starts_with(label) && candidate.column == Column::account;
    });
    REQUIRE(box != graph.boxes.end());
    return box->tone;
  };
  CHECK(tone("https://service-0.") == Tone::agrees);
  CHECK(tone("https://service-24.") == Tone::unknown);
  CHECK(tone("https://service-28.") == Tone::silent);
  CHECK(tone("https://service-30.") == Tone::rival);
  CHECK(tone("https://service-31.") == Tone::conflicted);
  for (const GraphLine& line : graph.lines) {
    const GraphBox& account = graph.boxes[line.left];
    if (account.column == Column::account) CHECK(line.tone == account.tone);
  }
}

TEST_CASE("graph: more accounts than a picture can hold, cut and said") {
  sample::Builder builder;
  for (int i = 0; i < 200; ++i)
    builder.discovered("https://s" + std::to_string(i) + ".example/a", sample::proven(),
                       {sample::alice_key()});
  const AgreementGraph graph = graph_of(builder.answer(Answer::insufficient, sample::alice_key(), 0, 0));
  CHECK(graph.boxes.size() == 128 + 2);
  CHECK(std::find(graph.remarks.begin(), graph.remarks.end(), "Not drawn: 72 accounts.") !=
        graph.remarks.end());
}

TEST_CASE("layout: boxes of no report overlap or leave the picture") {
  for (const auto& [name, report] : reports()) {
    INFO(name);
    const AgreementGraph graph = graph_of(report);
    const GraphLayout layout = lay_out(graph);
    for (std::size_t i = 0; i < layout.boxes.size(); ++i) {
      CHECK(layout.boxes[i].x >= margin);
      CHECK(layout.boxes[i].x + layout.boxes[i].width <= layout.width - margin);
      CHECK(layout.boxes[i].y >= first_row);
      CHECK(layout.boxes[i].y + layout.boxes[i].height <= layout.bottom);
      for (std::size_t j = i + 1; j < layout.boxes.size(); ++j)
        CHECK_FALSE(overlap(layout.boxes[i], layout.boxes[j]));
    }
  }
}

TEST_CASE("shortened: in the middle, whole characters, never wider than it may be") {
  CHECK(shortened("abcdef", 6) == "abcdef");
  CHECK(shortened("abcdefghij", 8) == "abc…hij");
  CHECK(shortened("", 0).empty());
  CHECK(columns("aä漢") == 5);
  const std::string wide = "漢字漢字漢字漢字漢字";
  for (std::size_t most = 2; most < 24; ++most) {
    CHECK(columns(shortened(wide, most)) <= most);
    CHECK(is_utf8(shortened(wide, most)));
  }
}

TEST_CASE("write SVG: well-formed, no script, link or outside font, whole texts as titles") {
  for (const auto& [name, report] : reports()) {
    INFO(name);
    const std::string svg = write_svg(graph_of(report));
    check_well_formed(svg);
    CHECK(svg.starts_with("<svg xmlns="));
    for (const std::string_view foreign : {"<script", "href", "@import", "url(", "<style", "<image"})
      CHECK_FALSE(has(svg, foreign));
    for (const AccountVerdict& account : report.judgement.accounts)
      CHECK(has(svg, "<title>" + account.account.uri()));
  }
}

TEST_CASE("write SVG and DOT: hostile text in every foreign field, harmless in both") {
  for (const std::string& evil : hostile_texts())
    for (const std::string& more : {std::string(), std::string("&\"\\N]]><!--\xef\xbf\xbe")})
      for (const auto& [name, original] : sample::all()) {
        INFO(name);
        Report report = original;
        sample::poison(report, evil + more);
        const std::string svg = write_svg(graph_of(report));
        check_harmless_screen(svg);
        check_well_formed(svg);
        CHECK_FALSE(has(svg, "<script"));
        CHECK_FALSE(has(svg, "\xef\xbf\xbe"));
        const std::string dot = write_dot(graph_of(report));
        check_harmless_screen(dot);
        check_quotes(dot);
      }
}

}  // namespace quorate
