#include "proofs/scan/page/page.hpp"

#include "proofs/report/layout/time.hpp"
#include "proofs/scan/page/words.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::size_t rows_shown = 25;  // of a table on the page; its file has all

std::string write_cell(const Datum& datum, std::string_view tag) {
  const bool number = datum.shape == Datum::Shape::number;
  std::string value = datum.value;
  if (number && !value.empty() && value.find('.') == value.npos && value.size() < 20)
    value = grouped_digits(std::stoull(value));
  return "<" + std::string(tag) + (number ? " class=\"number\">" : ">") + markup_text(value) + "</" +
         std::string(tag) + ">";
}

// A word for machines as people read it: "accounts_proven" is "accounts proven".
std::string spaced(std::string title) {
  std::replace(title.begin(), title.end(), '_', ' ');
  return title;
}

std::string write_html_table(const Section& section, const std::string& file) {
  const DataTable& table = section.table;
  std::string out = "<div class=\"scroll\"><table><thead><tr>";
  for (std::size_t i = 0; i < table.titles.size(); ++i) {
    const bool number = !table.rows.empty() && table.rows.front()[i].shape == Datum::Shape::number;
    out += (number ? "<th class=\"number\" scope=\"col\">" : "<th scope=\"col\">") +
           markup_text(spaced(table.titles[i])) + "</th>";
  }
  out += "</tr></thead><tbody>\n";
  for (std::size_t i = 0; i < std::min(rows_shown, table.rows.size()); ++i) {
    out += "<tr>";
    for (const Datum& datum : table.rows[i]) out += write_cell(datum, "td");
    out += "</tr>\n";
  }
  out += "</tbody></table></div>\n<p class=\"file\">";
  if (table.rows.size() > rows_shown)
    out += "The first " + std::to_string(rows_shown) + " of " + grouped_digits(table.rows.size()) + " rows. ";
  return out + "All rows: <a href=\"./" + markup_text(file) + "\">" + markup_text(file) + "</a></p>\n";
}

std::string write_section(const Section& section, const ScanAbout& about) {
  std::string out = "<section id=\"" + section.id + "\">\n<h2>" + markup_text(section.title) +
                    "</h2>\n<div class=\"pair\">\n<figure>\n";
  out += section.svg.empty() ? "<p class=\"empty\">Nothing was counted here.</p>\n" : section.svg;
  out += "<figcaption>" + markup_text(section.counted) + "</figcaption>\n</figure>\n<div>\n";
  out += write_html_table(section, about.csv_prefix + section.id + ".csv");
  return out + "</div>\n</div>\n</section>\n";
}

std::string tile(std::string_view number, std::string_view words) {
  return "<div class=\"tile\"><b>" + markup_text(number) + "</b><span>" + markup_text(words) +
         "</span></div>\n";
}

std::string write_tiles(const Summary& summary) {
  const std::uint64_t confirmed = summary.weight_confirmed.total();
  const std::uint64_t proven = summary.outcomes.of(Outcome::proven);
  const std::uint64_t unknown = summary.outcomes.of(Outcome::unknown);
  const auto median = summary.weight.median();
  return "<div class=\"tiles\">\n" + tile(grouped_digits(summary.targets), "identities") +
         tile(percent(confirmed, summary.targets),
              "confirmed: " + grouped_digits(confirmed) + " identities") +
         tile(median ? std::to_string(*median) : "-", "groups agree, in the median") +
         tile(grouped_digits(summary.accounts), "accounts looked at") +
         tile(percent(proven, summary.accounts), "of the accounts show a valid proof") +
         tile(percent(unknown, summary.accounts), "of the accounts could not be seen or decided") +
         "</div>\n";
}

std::string dates(const Summary& summary) {
  if (!summary.first || !summary.last) return "nothing was looked at";
  const auto first = write_time(*summary.first);
  const auto last = write_time(*summary.last);
  if (!first || !last) return "at unknown times";
  return *first == *last ? *first : *first + " to " + *last;
}

std::string write_facts(const Summary& summary, const ScanAbout& about) {
  std::string out =
      "<section id=\"about\">\n<h2>About this scan</h2>\n<div class=\"scroll\"><table "
      "class=\"facts\"><tbody>\n";
  out += "<tr><th scope=\"row\">Looked at</th><td>" + markup_text(dates(summary)) + "</td></tr>\n";
  for (const auto& [name, value] : about.facts)
    out += "<tr><th scope=\"row\">" + markup_text(name) + "</th><td>" + markup_text(value) + "</td></tr>\n";
  return out + "</tbody></table></div>\n</section>\n";
}

constexpr std::string_view limits_of_method = R"(<section id="limits">
<h2>Method and limits</h2>
<ul>
<li>Each account that the input names was asked for at the places where its owner can put a proof; every proof that was found was
verified against the key that signed it. An account is counted by the better of what its places show.</li>
<li>The accounts are those of the input. Who chose them chose the population: shares say nothing about people who are not in it.</li>
<li>One look from the vantage points named above. What was down at that moment is unknown, and another day may show more.</li>
<li>Accounts of one operator count as one group. Owners that no table knows of make groups look more independent than they are.</li>
<li>An identity is confirmed where a quorum of groups agrees on one key; that the accounts are the person's is the input's word.</li>
<li>Every table stands beside this page as CSV. A text in it that a spreadsheet would run as a formula has an apostrophe before it.</li>
</ul>
</section>
)";

}  // namespace

std::string write_page(const Summary& summary, const std::vector<Section>& sections, const ScanAbout& about) {
  std::string out =
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
      "'unsafe-inline'\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>" +
      markup_text(about.title) + "</title>\n<style>\n" + std::string(page_style()) +
      "</style>\n</head>\n<body>\n<header>\n<h1>" + markup_text(about.title) +
      "</h1>\n<p class=\"lead\">How many independent services agree that a key belongs to a person: " +
      grouped_digits(summary.targets) + " identities, looked at " + markup_text(dates(summary)) + ".</p>\n";
  for (const std::string& warning : about.warnings)
    out += "<p class=\"warning\" role=\"note\">" + markup_text(warning) + "</p>\n";
  out += write_tiles(summary) + "<nav><ol>\n";
  for (const Section& section : sections)
    out += "<li><a href=\"#" + section.id + "\">" + markup_text(section.title) + "</a></li>\n";
  out +=
      "<li><a href=\"#limits\">Method and limits</a></li>\n<li><a href=\"#about\">About this "
      "scan</a></li>\n</ol></nav>\n</header>\n<main>\n";
  for (const Section& section : sections) out += write_section(section, about);
  return out + std::string(limits_of_method) + write_facts(summary, about) + "</main>\n</body>\n</html>\n";
}

}  // namespace quorate
