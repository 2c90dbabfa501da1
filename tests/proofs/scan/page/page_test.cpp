#include "proofs/scan/page/page.hpp"

#include "proofs/scan/page/plot/bars.hpp"
#include "proofs/scan/page/plot/columns.hpp"
#include "proofs/scan/page/plot/svg_text.hpp"
#include "proofs/scan/page/plot/time_plot.hpp"
#include "proofs/scan/page/sections.hpp"
#include "tests/proofs/scan/summary/made_up.hpp"
#include "tests/show.hpp"

#include <set>

namespace quorate {
namespace {

constexpr SummaryRoom room{64, 64};
constexpr std::string_view hostile = "\"><script>alert(1)</script>";

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size())) ++found;
  return found;
}

Summary made_up(std::uint64_t targets) {
  Summary summary(room);
  for (std::uint64_t i = 0; i < targets; ++i) add(summary, make_up_target(1, i));
  return summary;
}

std::uint64_t column_sum(const Section& section, std::size_t column) {
  std::uint64_t sum = 0;
  for (const auto& row : section.table.rows)
    if (!row[column].value.empty()) sum += std::stoull(row[column].value);
  return sum;
}

// Every tag that is opened is closed, in order. Void elements of HTML and empty ones of SVG aside.
bool is_balanced(std::string_view text) {
  std::vector<std::string> open;
  const std::set<std::string> lone = {"meta", "!DOCTYPE"};
  for (std::size_t at = text.find('<'); at != text.npos; at = text.find('<', at + 1)) {
    const std::size_t end = text.find('>', at);
    if (end == text.npos) return false;
    const bool closing = text[at + 1] == '/';
    const std::size_t begin = at + (closing ? 2 : 1);
    const std::string name(text.substr(begin, text.find_first_of(" >/", begin) - begin));
    if (text[end - 1] == '/' || lone.count(name) != 0) continue;
    if (!closing) {
      open.push_back(name);
    } else {
      if (open.empty() || open.back() != name) return false;
      open.pop_back();
    }
  }
  return open.empty();
}

}  // namespace

TEST_CASE("draw bars: one for each thing, its parts fill the axis where they are all of it") {
  const std::string svg = draw_bars({"t",
                                     "a",
                                     {{"one", "proven"}, {"two", "absent"}},
                                     {{"x", {1, 1}, "n = 2"}, {"y", {3, 0}, "n = 3"}},
                                     0});
  CHECK(count(svg, "<rect") == 2 + 3);  // the legend, and parts that are not empty
  CHECK(count(svg, "width=\"150\"") == 2);
  CHECK(count(svg, "width=\"300\"") == 1);
  CHECK(count(svg, ">50.0%<") == 2);
  CHECK(count(svg, ">0%<") == 1);
  CHECK(is_balanced(svg));
}

TEST_CASE("draw bars: small shares of a whole, on a shorter axis that begins at zero") {
  const std::string svg = draw_bars({"t", "a", {{"one", "main"}}, {{"x", {30}, ""}, {"y", {1}, ""}}, 1000});
  CHECK(count(svg, ">0%<") == 1);
  CHECK(count(svg, ">5%<") == 1);
  CHECK(count(svg, ">10%<") == 0);
  CHECK(count(svg, "width=\"180\"") == 1);  // 3% of 5%, of 300
}

TEST_CASE("draw bars: a whole bar with a long note, leaves room for it") {
  const std::string note(20, '0');
  const std::string svg = draw_bars({"t", "a", {{"one", "main"}}, {{"x", {7}, note}}, 7});
  const auto at = svg.rfind("x=\"", svg.find(note)) + 3;
  constexpr double digit = 6.8;  // at 12 px
  CHECK(std::stod(svg.substr(at)) + static_cast<double>(note.size()) * digit <= plot_width / 10.0);
}

TEST_CASE("draw bars: labels full of markup, stay text") {
  const std::string svg = draw_bars({"t", "a", {{"one", "main"}}, {{std::string(hostile), {1}, ""}}, 1});
  CHECK(svg.find("<script") == svg.npos);
  CHECK(is_balanced(svg));
}

TEST_CASE("draw columns: heights follow the counts, the axis begins at zero and covers the longest") {
  const std::string svg = draw_columns({"t", "a", "u", {"0", "1"}, {{"n", "main", {50, 100}}}});
  CHECK(count(svg, "height=\"95\"") == 1);
  CHECK(count(svg, "height=\"190\"") == 1);
  CHECK(count(svg, ">0<") == 2);  // the axis, and the first label
  CHECK(count(svg, ">100<") == 1);
  CHECK(count(svg, ">66.7%<") == 1);
  CHECK(is_balanced(svg));
}

TEST_CASE("cut an axis: by 1, 2, 5 times a power of ten, into no more parts than wanted") {
  CHECK(nice_step(1, 5) == 1);
  CHECK(nice_step(10, 5) == 2);
  CHECK(nice_step(11, 5) == 5);
  CHECK(nice_step(25, 5) == 5);
  CHECK(nice_step(26, 5) == 10);
  for (std::uint64_t most = 1; most < 100'000; most = most * 3 / 2 + 1) {
    const std::uint64_t step = nice_step(most, 5);
    CHECK((most + step - 1) / step <= 5);
  }
}

TEST_CASE("draw times: all of one class or over all magnitudes, holds its marks") {
  CHECK(draw_times(TimeCounts(), "t", "u").empty());
  for (const std::uint64_t most : {std::uint64_t{1}, std::uint64_t{100}, std::uint64_t{1} << 40}) {
    TimeCounts times;
    for (std::uint64_t time = 1; time <= most; time *= 3) times.add(time);
    const std::string svg = draw_times(times, "t", "u");
    CHECK(count(svg, "class=\"mark\"") == 3);
    CHECK(svg.find("-") != 0);
    CHECK(is_balanced(svg));
  }
}

TEST_CASE("make sections: every table adds up to what its caption counts") {
  const Summary summary = made_up(500);
  CHECK(column_sum(section_of_verdicts(summary), 1) == summary.targets);
  CHECK(column_sum(section_of_weight(summary), 1) == summary.weight.total());
  CHECK(column_sum(section_of_weight(summary), 2) == summary.weight_confirmed.total());
  CHECK(column_sum(section_of_groups(summary), 1) == summary.groups.total());
  CHECK(column_sum(section_of_forge_cost(summary), 3) == summary.forge_operators.total());
  CHECK(column_sum(section_of_services(summary), 1) == summary.accounts);
  CHECK(column_sum(section_of_kinds(summary), 1) == summary.accounts);
  CHECK(column_sum(section_of_operators(summary), 1) == summary.accounts);
  CHECK(column_sum(section_of_key_types(summary), 1) == summary.outcomes.of(Outcome::proven));
  CHECK(column_sum(section_of_expiry(summary), 1) == summary.outcomes.of(Outcome::proven));
  CHECK(column_sum(section_of_errors(summary), 2) == summary.outcomes.of(Outcome::unknown));
}

TEST_CASE("make sections: rows as wide as their titles, titles fit for machines") {
  for (const Section& section : report_sections(made_up(300))) {
    INFO(section.id);
    CHECK_FALSE(section.svg.empty());
    CHECK_FALSE(section.table.rows.empty());
    CHECK(section.counted.find("n = ") != section.counted.npos);
    for (const auto& row : section.table.rows) CHECK(row.size() == section.table.titles.size());
    for (const std::string& title : section.table.titles)
      CHECK(title.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == title.npos);
  }
}

TEST_CASE("make sections: operators of few identities, counted and not named") {
  Summary summary(room);
  for (std::uint64_t i = 0; i < 30; ++i) add(summary, make_up_target(1, i));
  for (const Section& section : {section_of_operators(summary), section_of_falls(summary)})
    for (const auto& row : section.table.rows) CHECK(row.front().value.find("person") == std::string::npos);
  CHECK(column_sum(section_of_operators(summary), 1) == summary.accounts);
}

TEST_CASE("write the page: whole, well-formed, loads nothing, runs nothing") {
  const Summary summary = made_up(300);
  ScanAbout about;
  about.title = hostile;
  about.facts = {{std::string(hostile), std::string(hostile)}};
  about.warnings = {std::string(hostile)};
  about.csv_prefix = "javascript:alert(1)//\"";
  const std::string page = write_page(summary, report_sections(summary), about);
  CHECK(page.starts_with("<!DOCTYPE html>"));
  CHECK(is_balanced(page.substr(0, page.find("<style>")) + page.substr(page.find("</style>") + 8)));
  CHECK(count(page, "<script") == 0);
  CHECK(count(page, "http://") + count(page, "https://") == 0);
  CHECK(count(page, "url(") + count(page, "@import") + count(page, "src=") == 0);
  CHECK(count(page, "href=\"javascript:") == 0);
  CHECK(count(page, "default-src &#39;none&#39;") + count(page, "default-src 'none'") == 1);
  CHECK(page == write_page(summary, report_sections(summary), about));
}

TEST_CASE("write the page: nothing was counted, says so instead of drawing") {
  const Summary summary(room);
  const std::string page = write_page(summary, report_sections(summary), {});
  CHECK(count(page, "<svg") == 0);
  CHECK(count(page, "Nothing was counted here.") == report_sections(summary).size());
}

}  // namespace quorate
