#include "proofs/explain/explain.hpp"

#include "crawler/commands/run.hpp"
#include "crawler/files.hpp"
#include "proofs/report/read/report.hpp"
#include "proofs/report/text.hpp"

#include <algorithm>

namespace quorate {
namespace {

// What `check` takes for a target and people may try here.
bool is_target(const std::string& name) {
  for (const std::string_view scheme : {"https:", "http:", "mimi:", "dns:", "acct:", "xmpp:"})
    if (name.starts_with(scheme)) return true;
  return name.ends_with(".yaml") || name.ends_with(".yml");
}

}  // namespace

int run(const ExplainCommand& command, const Surroundings& around) {
  if (is_target(command.file))
    return fail({Code::bad_argument, command.file +
                                         " is no report: to look at it and explain what is found, "
                                         "run `quorate check --why " +
                                         command.file + "`"},
                around);
  const auto bytes = read_file(command.file, max_reports_bytes);
  if (!bytes) return fail(bytes.error(), around);
  const auto reports = read_reports(*bytes);
  if (!reports) return fail({reports.error().code, command.file + ": " + reports.error().detail}, around);
  for (const Report& report : *reports) {
    if (&report != &reports->front()) around.out << "\n";
    around.out << write_headline(report, around.style) << "\n" << write_explanation(report, around.style);
  }
  return 0;
}

}  // namespace quorate
