// The sections about what was shown and how the looks went: keys, expiry, errors, times.
#include "proofs/scan/page/plot/bars.hpp"
#include "proofs/scan/page/plot/columns.hpp"
#include "proofs/scan/page/plot/time_plot.hpp"
#include "proofs/scan/page/sections.hpp"
#include "proofs/scan/page/words.hpp"

#include <algorithm>
#include <numeric>

namespace quorate {
namespace {

constexpr std::size_t drawn = 20;

// What an error class says, for people.
std::string_view meaning(ErrorClass error) {
  switch (error) {
    case ErrorClass::none:
      return "";
    case ErrorClass::dns:
      return "no answer from DNS";
    case ErrorClass::tcp:
      return "no connection";
    case ErrorClass::tls:
      return "TLS failed";
    case ErrorClass::timeout:
      return "no answer in time";
    case ErrorClass::http:
      return "HTTP status";
    case ErrorClass::rate:
      return "too many requests";
    case ErrorClass::robots:
      return "robots.txt";
    case ErrorClass::limit:
      return "over a limit";
    case ErrorClass::refused:
      return "address or redirect";
    case ErrorClass::transfer:
      return "connection broke";
    case ErrorClass::page:
      return "page not understood";
    case ErrorClass::undecided:
      return "proof not decided";
    case ErrorClass::no_place:
      return "no place to look";
  }
  return "";
}

struct NamedCount {
  std::string name;
  std::uint64_t count = 0;
};

void sort_by_count(std::vector<NamedCount>& rows) {
  std::sort(rows.begin(), rows.end(), [](const NamedCount& a, const NamedCount& b) {
    return a.count != b.count ? a.count > b.count : a.name < b.name;
  });
}

Datum time_datum(const std::optional<std::uint64_t>& time) {
  return time ? Datum::decimal(milliseconds(*time)) : Datum::none();
}

std::vector<Datum> times_row(std::string_view name, const TimeCounts& times) {
  std::vector<Datum> row = {Datum::text(name), Datum::number(times.total())};
  for (const unsigned permille : {500U, 900U, 990U}) row.push_back(time_datum(times.quantile(permille)));
  return row;
}

}  // namespace

Section section_of_key_types(const Summary& summary) {
  Section section{"key_types",
                  "Which kinds of keys are shown?",
                  "",
                  "",
                  {{"key_type", "accounts", "percent_of_proven"}, {}}};
  const std::uint64_t proven = summary.outcomes.of(Outcome::proven);
  BarPlot plot{section.title, "share of the proven accounts", {{"accounts", "main"}}, {}, proven};
  std::vector<NamedCount> rows;
  for (const auto& [name, count] : summary.key_types.rows()) rows.push_back({name, count.count});
  sort_by_count(rows);
  for (const NamedCount& row : rows) {
    section.table.rows.push_back(
        {Datum::text(row.name), Datum::number(row.count), Datum::decimal(percent_number(row.count, proven))});
    plot.bars.push_back(
        {row.name, {row.count}, percent(row.count, proven) + "  (" + grouped_digits(row.count) + ")"});
  }
  section.counted =
      "Counted: proven accounts by the kind of the key that they prove; n = " + grouped_digits(proven) +
      " proven accounts. An account that proves keys of two kinds counts for both; unknown: the curve was "
      "not "
      "seen, because no statement of the key was.";
  if (!plot.bars.empty()) section.svg = draw_bars(plot);
  return section;
}

Section section_of_expiry(const Summary& summary) {
  Section section{"expiry", "When does what is proven end?", "", "", {{"ends", "accounts", "percent"}, {}}};
  const std::uint64_t all = std::accumulate(summary.expiry.begin(), summary.expiry.end(), std::uint64_t{0});
  ColumnPlot plot{"Proven accounts by the end of their statement",
                  "days from the look to the end of the statement",
                  "proven accounts",
                  {"ended", "1-7", "8-30", "31-90", "91-182", "183-366", "later", "not\nsaid"},
                  {{"accounts", "main", {}}}};
  for (std::size_t i = 0; i < expiry_classes; ++i) {
    plot.parts.front().counts.push_back(summary.expiry[i]);
    section.table.rows.push_back({Datum::text(text(static_cast<Expiry>(i))), Datum::number(summary.expiry[i]),
                                  Datum::decimal(percent_number(summary.expiry[i], all))});
  }
  section.counted =
      "Counted: proven accounts by the days that were left, when they were looked at, until the newest "
      "statement "
      "of the key that they prove ends; n = " +
      grouped_digits(all) + ". Keybase proofs, and badges whose statement was not seen, do not say.";
  if (all > 0) section.svg = draw_columns(plot);
  return section;
}

Section section_of_errors(const Summary& summary) {
  Section section{"errors",
                  "Why could accounts not be looked at?",
                  "",
                  "",
                  {{"class", "meaning", "accounts", "percent_of_unknown"}, {}}};
  const std::uint64_t unknown = summary.outcomes.of(Outcome::unknown);
  BarPlot plot{section.title,
               "share of the accounts whose outcome is unknown",
               {{"accounts", "unknown"}},
               {},
               unknown};
  std::vector<std::pair<std::uint64_t, ErrorClass>> classes;
  for (std::size_t i = 1; i < error_classes; ++i)
    classes.emplace_back(summary.errors[i], static_cast<ErrorClass>(i));
  std::sort(classes.begin(), classes.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : text(a.second) < text(b.second);
  });
  for (const auto& [count, error] : classes) {
    section.table.rows.push_back({Datum::text(text(error)), Datum::text(meaning(error)), Datum::number(count),
                                  Datum::decimal(percent_number(count, unknown))});
    if (count > 0)
      plot.bars.push_back({std::string(meaning(error)),
                           {count},
                           percent(count, unknown) + "  (" + grouped_digits(count) + ")"});
  }
  section.counted =
      "Counted: accounts whose outcome is unknown, by the class of what kept us from looking or deciding; n "
      "= " +
      grouped_digits(unknown) + " of " + grouped_digits(summary.accounts) + " accounts (" +
      percent(unknown, summary.accounts) +
      "). Retries are over: each account counts once, with its last failure.";
  if (!plot.bars.empty()) section.svg = draw_bars(plot);
  return section;
}

Section section_of_reasons(const Summary& summary) {
  Section section{"reasons",
                  "Every reason, in full",
                  "",
                  "",
                  {{"reason", "accounts", "absent", "refuted", "unknown"}, {}}};
  BarPlot plot{section.title,
               "share of the accounts that are not proven",
               {{"accounts", "main"}},
               {},
               summary.accounts - summary.outcomes.of(Outcome::proven)};
  std::vector<NamedCount> rows;
  for (const auto& [name, counts] : summary.reasons.rows()) rows.push_back({name, counts.total()});
  sort_by_count(rows);
  for (const NamedCount& row : rows) {
    const OutcomeCounts& counts = summary.reasons.rows().find(row.name)->second;
    section.table.rows.push_back(
        {Datum::text(row.name), Datum::number(row.count), Datum::number(counts.of(Outcome::absent)),
         Datum::number(counts.of(Outcome::refuted)), Datum::number(counts.of(Outcome::unknown))});
    if (plot.bars.size() < drawn)
      plot.bars.push_back(
          {row.name, {row.count}, percent(row.count, plot.whole) + "  (" + grouped_digits(row.count) + ")"});
  }
  section.counted = "Counted: accounts that are not proven and have a reason, by that reason; n = " +
                    grouped_digits(plot.whole) +
                    " accounts that are not proven. An absence without more to say (the place is there, and "
                    "empty) has none.";
  if (!plot.bars.empty()) section.svg = draw_bars(plot);
  return section;
}

Section section_of_times(const Summary& summary) {
  Section section{"times",
                  "How long did the answers take?",
                  "",
                  "",
                  {{"service", "answers", "p50_ms", "p90_ms", "p99_ms"}, {}}};
  section.table.rows.push_back(times_row("(all)", summary.times));
  for (const auto& [name, counts] : summary.services.rows())
    if (counts.times.total() > 0) section.table.rows.push_back(times_row(name, counts.times));
  section.counted =
      "Counted: accounts for which a server was asked, by the time from asking to the last byte of the "
      "slowest of its "
      "answers, waiting for the domain's turn not included; n = " +
      grouped_digits(summary.times.total()) +
      ". Times are kept in classes of at most 1/16 of their length; what is said of shares is the end of a "
      "class.";
  section.svg = draw_times(summary.times, "Answers by the time they took", "accounts");
  return section;
}

std::vector<Section> report_sections(const Summary& summary) {
  return {section_of_verdicts(summary), section_of_weight(summary),    section_of_groups(summary),
          section_of_falls(summary),    section_of_operators(summary), section_of_forge_cost(summary),
          section_of_services(summary), section_of_kinds(summary),     section_of_key_types(summary),
          section_of_expiry(summary),   section_of_errors(summary),    section_of_reasons(summary),
          section_of_times(summary)};
}

}  // namespace quorate
