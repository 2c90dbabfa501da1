// The sections that count identities: verdicts, W, n, forge cost.
#include "proofs/scan/page/plot/bars.hpp"
#include "proofs/scan/page/plot/columns.hpp"
#include "proofs/scan/page/sections.hpp"
#include "proofs/scan/page/words.hpp"

#include <algorithm>

namespace quorate {
namespace {

// "0", "1", ..., "64+".
std::string number_label(std::uint64_t number) {
  return std::to_string(number) + (number == NumberCounts::top ? "+" : "");
}

std::vector<std::string> number_labels(std::size_t numbers) {
  std::vector<std::string> labels;
  for (std::uint64_t i = 0; i < numbers; ++i) labels.push_back(number_label(i));
  return labels;
}

std::vector<std::uint64_t> padded(const NumberCounts& counts, std::size_t numbers) {
  std::vector<std::uint64_t> all = counts.counts();
  all.resize(numbers);
  return all;
}

std::string median_text(const NumberCounts& counts) {
  const auto median = counts.median();
  return median ? number_label(*median) : "-";
}

std::uint64_t scored(const Summary& summary) { return summary.weight.total(); }

}  // namespace

Section section_of_verdicts(const Summary& summary) {
  Section section{
      "verdicts", "How did the identities end?", "", "", {{"state", "identities", "percent"}, {}}};
  BarPlot plot{"Identities by verdict",
               "share of all identities of the scan",
               {{"identities", "main"}},
               {},
               summary.targets};
  std::vector<std::pair<std::uint64_t, std::string>> rows;
  for (const auto& [name, count] : summary.states.rows()) rows.emplace_back(count.count, name);
  std::sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.first != b.first ? a.first > b.first : a.second < b.second;
  });
  for (const auto& [count, name] : rows) {
    plot.bars.push_back(
        {name, {count}, percent(count, summary.targets) + "  (" + grouped_digits(count) + ")"});
    section.table.rows.push_back(
        {Datum::text(name), Datum::number(count), Datum::decimal(percent_number(count, summary.targets))});
  }
  section.counted =
      "Counted: identities (targets of the input), each once, by the one state in which it ended; n = " +
      grouped_digits(summary.targets) +
      ". Only confirmed says that a quorum of independent groups agrees on one key; undecided means that "
      "services which could not be reached decide; invalid and excluded ones were not looked at.";
  if (summary.targets > 0) section.svg = draw_bars(plot);
  return section;
}

Section section_of_weight(const Summary& summary) {
  const std::size_t numbers = summary.weight.counts().size();
  Section section{"weight",
                  "How many independent groups agree on an identity's key?",
                  "",
                  "",
                  {{"weight", "identities", "confirmed", "percent"}, {}}};
  const auto confirmed = padded(summary.weight_confirmed, numbers);
  std::vector<std::uint64_t> others = padded(summary.weight, numbers);
  for (std::size_t i = 0; i < numbers; ++i) {
    section.table.rows.push_back({Datum::text(number_label(i)), Datum::number(others[i]),
                                  Datum::number(confirmed[i]),
                                  Datum::decimal(percent_number(others[i], scored(summary)))});
    others[i] -= std::min(others[i], confirmed[i]);
  }
  section.counted =
      "Counted: identities with a verdict, by W, the number of independent groups that agree on the "
      "subject key; n = " +
      grouped_digits(scored(summary)) + ", median W = " + median_text(summary.weight) + "; " +
      grouped_digits(summary.weight_confirmed.total()) +
      " are confirmed. Accounts of one operator, or below one registered domain, are one group.";
  if (scored(summary) > 0)
    section.svg = draw_columns({"Identities by the number of groups that agree",
                                "W: groups that agree on the key",
                                "identities",
                                number_labels(numbers),
                                {{"confirmed", "proven", confirmed}, {"not confirmed", "absent", others}}});
  return section;
}

Section section_of_groups(const Summary& summary) {
  const std::size_t numbers = summary.groups.counts().size();
  Section section{"groups",
                  "How many independent groups does an identity name?",
                  "",
                  "",
                  {{"groups", "identities", "percent"}, {}}};
  const auto counts = padded(summary.groups, numbers);
  for (std::size_t i = 0; i < numbers; ++i)
    section.table.rows.push_back({Datum::text(number_label(i)), Datum::number(counts[i]),
                                  Datum::decimal(percent_number(counts[i], scored(summary)))});
  section.counted =
      "Counted: identities with a verdict, by n, the number of independent groups of the accounts that the "
      "input names; n = " +
      grouped_digits(scored(summary)) + " identities, median " + median_text(summary.groups) +
      " groups. With fewer than two groups nothing can be confirmed.";
  if (scored(summary) > 0)
    section.svg = draw_columns({"Identities by the number of groups they name",
                                "n: groups that the accounts are in",
                                "identities",
                                number_labels(numbers),
                                {{"identities", "main", counts}}});
  return section;
}

Section section_of_forge_cost(const Summary& summary) {
  const std::size_t numbers =
      std::max({summary.forge_overall.counts().size(), summary.forge_without_issuers.counts().size(),
                summary.forge_operators.counts().size()});
  Section section{"forge_cost",
                  "How many would have to work together to fake an identity?",
                  "",
                  "",
                  {{"cost", "all_seen", "without_certificate_issuers", "operators_alone"}, {}}};
  struct Measure {
    const NumberCounts& counts;
    const char* title;
    const char* css_class;
  };
  const Measure measures[] = {{summary.forge_overall, "everybody who was seen", "main"},
                              {summary.forge_without_issuers, "without issuers of certificates", "main"},
                              {summary.forge_operators, "those who run the services alone", "main"}};
  for (std::size_t i = 0; i < numbers; ++i) {
    std::vector<Datum> row = {Datum::text(number_label(i))};
    for (const Measure& measure : measures) row.push_back(Datum::number(measure.counts.of(i)));
    section.table.rows.push_back(std::move(row));
  }
  const std::uint64_t all = summary.forge_operators.total();
  section.counted =
      "Counted: identities with at least one group that agrees, by the smallest number of holders who could "
      "together fake all that agrees; n = " +
      grouped_digits(all) + ". Medians: " + median_text(summary.forge_overall) +
      " of everybody who was seen, " + median_text(summary.forge_without_issuers) +
      " without issuers of certificates, " + median_text(summary.forge_operators) +
      " of operators alone. A holder that was not seen (a network, an owner) makes the true cost smaller.";
  if (all > 0)
    for (const Measure& measure : measures)
      section.svg += draw_columns({std::string("Forge cost, ") + measure.title,
                                   "holders who must work together",
                                   std::string("identities: ") + measure.title,
                                   number_labels(numbers),
                                   {{"identities", measure.css_class, padded(measure.counts, numbers)}}});
  return section;
}

}  // namespace quorate
