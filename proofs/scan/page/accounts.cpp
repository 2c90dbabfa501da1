// The sections that count accounts by where they are: services and kinds.
#include "proofs/scan/page/plot/bars.hpp"
#include "proofs/scan/page/sections.hpp"
#include "proofs/scan/page/words.hpp"

#include <algorithm>
#include <functional>

namespace quorate {
namespace {

constexpr std::size_t drawn = 20;  // bars of a plot; the table has all
constexpr std::array<Outcome, 4> shown_outcomes = {Outcome::proven, Outcome::absent, Outcome::refuted,
                                                   Outcome::unknown};

std::vector<BarPart> outcome_parts() {
  std::vector<BarPart> parts;
  for (const Outcome outcome : shown_outcomes)
    parts.push_back({std::string(text(outcome)), std::string(text(outcome))});
  return parts;
}

std::vector<std::uint64_t> outcome_counts(const OutcomeCounts& counts) {
  std::vector<std::uint64_t> all;
  for (const Outcome outcome : shown_outcomes) all.push_back(counts.of(outcome));
  return all;
}

std::vector<Datum> outcome_row(std::string_view name, const OutcomeCounts& counts) {
  std::vector<Datum> row = {Datum::text(name), Datum::number(counts.total())};
  for (const Outcome outcome : shown_outcomes) row.push_back(Datum::number(counts.of(outcome)));
  row.push_back(Datum::decimal(percent_number(counts.of(Outcome::proven), counts.total())));
  return row;
}

// The rows by falling size, equal ones by name.
template <class Value>
using SortedRows = std::vector<std::pair<std::string, const Value*>>;

template <class Value>
SortedRows<Value> sorted(const NamedValues<Value>& values,
                         const std::function<std::uint64_t(const Value&)>& size) {
  SortedRows<Value> rows;
  for (const auto& [name, value] : values.rows()) rows.emplace_back(name, &value);
  std::sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
    const std::uint64_t left = size(*a.second);
    const std::uint64_t right = size(*b.second);
    return left != right ? left > right : a.first < b.first;
  });
  return rows;
}

std::string first_ones(std::size_t rows, std::string_view what) {
  if (rows <= drawn) return "";
  return " The plot shows the first " + std::to_string(drawn) + " of " + grouped_digits(rows) + " " +
         std::string(what) + ".";
}

constexpr std::string_view others_name = "(all others)";

Section outcome_section(std::string id, std::string title, const SortedRows<OutcomeCounts>& rows) {
  Section section{std::move(id),
                  std::move(title),
                  "",
                  "",
                  {{"name", "accounts", "proven", "absent", "refuted", "unknown", "percent_proven"}, {}}};
  BarPlot plot{section.title, "share of the accounts of each", outcome_parts(), {}, 0};
  for (const auto& [name, counts] : rows) {
    section.table.rows.push_back(outcome_row(name, *counts));
    if (plot.bars.size() < drawn)
      plot.bars.push_back({name, outcome_counts(*counts), "n = " + grouped_digits(counts->total())});
  }
  if (!plot.bars.empty()) section.svg = draw_bars(plot);
  return section;
}

}  // namespace

Section section_of_services(const Summary& summary) {
  const auto rows =
      sorted<ServiceCounts>(summary.services, [](const ServiceCounts& s) { return s.accounts.total(); });
  SortedRows<OutcomeCounts> outcomes;
  for (const auto& [name, counts] : rows) outcomes.emplace_back(name, &counts->accounts);
  if (!summary.services.complete()) outcomes.emplace_back(others_name, &summary.services.others().accounts);
  Section section = outcome_section("services", "What was found at each service?", outcomes);
  section.counted =
      "Counted: accounts by the service that describes them (an account of two services counts in both) and "
      "by outcome; n = " +
      grouped_digits(summary.accounts) +
      " accounts. proven: a valid proof of a key stands there; absent: looked, and there is none; refuted: "
      "something is there and fails; unknown: could not look or could not decide, which is never an "
      "absence." +
      first_ones(rows.size(), "services");
  return section;
}

Section section_of_kinds(const Summary& summary) {
  SortedRows<OutcomeCounts> rows =
      sorted<OutcomeCounts>(summary.kinds, [](const OutcomeCounts& c) { return c.total(); });
  Section section = outcome_section("kinds", "What was found at each kind of account?", rows);
  section.counted =
      "Counted: accounts by the kind of their URI (site: a host's root; page: a profile page; mimi, dns, "
      "acct, xmpp: by scheme) and by outcome; n = " +
      grouped_digits(summary.accounts) + " accounts.";
  return section;
}

}  // namespace quorate
