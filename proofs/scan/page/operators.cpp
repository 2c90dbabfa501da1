// The sections about operators: what rests on each, and who falls with one.
#include "proofs/scan/page/plot/bars.hpp"
#include "proofs/scan/page/sections.hpp"
#include "proofs/scan/page/words.hpp"

#include <algorithm>
#include <utility>

namespace quorate {
namespace {

constexpr std::size_t drawn = 20;  // bars of a plot; the table has all
constexpr std::string_view others_name = "(all others)";

// The operators that are named, and the sums of those that are too small for it.
struct OperatorRows {
  std::vector<std::pair<std::string, const OperatorCounts*>> named;
  OperatorCounts small;
  std::uint64_t small_ones = 0;
};

// By falling `size`, equal ones by name.
OperatorRows rows_of(const Summary& summary, std::uint64_t OperatorCounts::*size) {
  OperatorRows rows;
  for (const auto& [name, counts] : summary.operators.rows()) {
    if (counts.named >= fewest_named) {
      rows.named.emplace_back(name, &counts);
    } else {
      rows.small.merge(counts);
      ++rows.small_ones;
    }
  }
  std::sort(rows.named.begin(), rows.named.end(), [size](const auto& a, const auto& b) {
    return a.second->*size != b.second->*size ? a.second->*size > b.second->*size : a.first < b.first;
  });
  return rows;
}

std::string small_name(const OperatorRows& rows) {
  return "(" + grouped_digits(rows.small_ones) + " of fewer than " + std::to_string(fewest_named) +
         " identities)";
}

std::string caption_end(const Summary& summary, const OperatorRows& rows) {
  std::string out;
  if (rows.named.size() > drawn)
    out += " The plot shows the first " + std::to_string(drawn) + " of " + grouped_digits(rows.named.size()) +
           ".";
  if (rows.small_ones > 0)
    out += " Operators that fewer than " + std::to_string(fewest_named) +
           " identities name are counted together and not named: most are people's own domains.";
  if (!summary.operators.complete())
    out += " There are about " + grouped_digits(summary.operators.names()) + " operators; " +
           grouped_digits(summary.operators.rows().size()) +
           " were counted each, those of the table first, of others a random sample; the rest only together.";
  return out;
}

std::string bar_note(std::uint64_t part, std::uint64_t whole) {
  return percent(part, whole) + "  (" + grouped_digits(part) + ")";
}

}  // namespace

Section section_of_operators(const Summary& summary) {
  const std::uint64_t scored = summary.weight.total();
  Section section{"operators",
                  "How much rests on each operator?",
                  "",
                  "",
                  {{"operator", "accounts", "accounts_proven", "identities_naming", "identities_agreeing",
                    "percent_agreeing"},
                   {}}};
  BarPlot plot{section.title,
               "share of the identities with a verdict for whose key it agrees",
               {{"agrees", "main"}},
               {},
               scored};
  const OperatorRows rows = rows_of(summary, &OperatorCounts::agrees);
  const auto add_row = [&](std::string_view name, const OperatorCounts& counts) {
    section.table.rows.push_back({Datum::text(name), Datum::number(counts.accounts.total()),
                                  Datum::number(counts.accounts.of(Outcome::proven)),
                                  Datum::number(counts.named), Datum::number(counts.agrees),
                                  Datum::decimal(percent_number(counts.agrees, scored))});
  };
  for (const auto& [name, counts] : rows.named) {
    add_row(name, *counts);
    if (plot.bars.size() < drawn && counts->agrees > 0)
      plot.bars.push_back({name, {counts->agrees}, bar_note(counts->agrees, scored)});
  }
  // Of several operators together: an identity may name more than one of them, so there is no share.
  const auto add_sum = [&](const std::string& name, const OperatorCounts& counts) {
    add_row(name, counts);
    section.table.rows.back().back() = Datum::none();
  };
  if (rows.small_ones > 0) add_sum(small_name(rows), rows.small);
  if (!summary.operators.complete()) add_sum(std::string(others_name), summary.operators.others());
  section.counted = "Counted: identities with a verdict for whose key the operator's accounts agree; n = " +
                    grouped_digits(scored) +
                    ". An operator is a company of the table of operators with all that it owns, or else a "
                    "registered domain "
                    "by itself. One identity counts for each of its operators." +
                    caption_end(summary, rows);
  if (!plot.bars.empty()) section.svg = draw_bars(plot);
  return section;
}

Section section_of_falls(const Summary& summary) {
  const std::uint64_t confirmed = summary.weight_confirmed.total();
  Section section{"falls",
                  "How many identities fall if one operator falls?",
                  "",
                  "",
                  {{"operator", "identities_falling", "percent_of_confirmed"}, {}}};
  BarPlot plot{section.title,
               "share of the confirmed identities that fall with it",
               {{"falls", "refuted"}},
               {},
               confirmed};
  OperatorRows rows = rows_of(summary, &OperatorCounts::falls);
  std::erase_if(rows.named, [](const auto& row) { return row.second->falls == 0; });
  for (const auto& [name, counts] : rows.named) {
    section.table.rows.push_back({Datum::text(name), Datum::number(counts->falls),
                                  Datum::decimal(percent_number(counts->falls, confirmed))});
    if (plot.bars.size() < drawn)
      plot.bars.push_back({name, {counts->falls}, bar_note(counts->falls, confirmed)});
  }
  if (rows.small_ones > 0)
    section.table.rows.push_back(
        {Datum::text(small_name(rows) + ", one at a time"), Datum::number(rows.small.falls), Datum::none()});
  if (!summary.operators.complete())
    section.table.rows.push_back({Datum::text(std::string(others_name) + ", one at a time"),
                                  Datum::number(summary.operators.others().falls), Datum::none()});
  const std::uint64_t single = summary.spare.of(0);
  section.counted =
      "Counted: confirmed identities whose W falls below what it must reach when the accounts of this one "
      "operator "
      "show nothing, n and the threshold staying as they are; n = " +
      grouped_digits(confirmed) + " confirmed, of which " + grouped_digits(single) + " (" +
      percent(single, confirmed) +
      ") have no group to spare and fall with any one of theirs. "
      "Where related groups were set aside, one of them may step in: then fewer fall." +
      caption_end(summary, rows);
  if (!plot.bars.empty()) section.svg = draw_bars(plot);
  return section;
}

}  // namespace quorate
