#include "crawler/commands/run.hpp"
#include "crawler/files.hpp"
#include "crawler/scan/counted_scan.hpp"
#include "crawler/tables.hpp"
#include "proofs/scan/page/csv.hpp"
#include "proofs/scan/page/page.hpp"
#include "proofs/scan/page/sections.hpp"
#include "proofs/scan/page/words.hpp"
#include "proofs/scan/summary/json.hpp"

#include <filesystem>

namespace quorate {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view page_ending = ".html";

}  // namespace

int run(const ReportCommand& command, const Surroundings& around) {
  if (!command.out.ends_with(page_ending) || fs::path(command.out).stem().empty())
    return fail(
        {Code::bad_argument, command.out + ": the page must be called NAME.html; its tables stand beside "
                                           "it as NAME.verdicts.csv and so on"},
        around);
  const auto tables = load_tables(around.config);
  if (!tables) return fail(tables.error(), around);
  const SummaryRoom room{tables->limits.report_names, tables->limits.report_names};
  auto counted = count_scans(command.directories, room);
  if (!counted) return fail(counted.error(), around);

  const std::string stem = command.out.substr(0, command.out.size() - page_ending.size());
  counted->about.csv_prefix = fs::path(stem).filename().string() + ".";
  const std::vector<Section> sections = report_sections(counted->summary);
  const auto write = [&](const std::string& file, const std::string& bytes) {
    return replace_file(file, bytes, FileMode::shared);
  };
  for (const Section& section : sections)
    if (const auto done = write(stem + "." + section.id + ".csv", write_csv(section.table)); !done)
      return fail(done.error(), around);
  if (const auto done = write(stem + ".json", write_summary(counted->summary)); !done)
    return fail(done.error(), around);
  if (const auto done = write(command.out, write_page(counted->summary, sections, counted->about)); !done)
    return fail(done.error(), around);

  for (const std::string& warning : counted->about.warnings) note(warning, around);
  around.out << command.out << ": " << grouped_digits(counted->summary.targets) << " identities, "
             << grouped_digits(counted->summary.weight_confirmed.total()) << " confirmed; "
             << grouped_digits(counted->summary.accounts) << " accounts\n"
             << stem << ".*.csv: " << sections.size() << " tables; " << stem << ".json: all counts\n";
  return 0;
}

}  // namespace quorate
