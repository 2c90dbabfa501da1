#include "proofs/explain/explain.hpp"

#include "crawler/commands/run.hpp"
#include "crawler/files.hpp"
#include "crawler/graph_file.hpp"
#include "proofs/explain/graph/svg.hpp"
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
  if (!command.graph.empty()) {
    if (reports->size() > 1)
      return fail({Code::bad_argument, "--graph draws one report, and there are several"}, around);
    if (const auto checked = check_graph_target(command.graph); !checked)
      return fail(checked.error(), around);
    if (command.graph == "-") {
      around.out << write_svg(graph_of(reports->front()));
      return 0;
    }
    if (const auto drawn = write_graph_file(reports->front(), command.graph); !drawn)
      return fail(drawn.error(), around);
  }
  for (const Report& report : *reports) {
    if (&report != &reports->front()) around.out << "\n";
    around.out << write_headline(report, around.style) << "\n" << write_explanation(report, around.style);
  }
  return 0;
}

}  // namespace quorate
