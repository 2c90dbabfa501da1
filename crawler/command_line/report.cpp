#include "crawler/command_line/grammar.hpp"

namespace quorate {

void declare_report(Grammar& grammar) {
  const auto values = std::make_shared<ReportCommand>();
  CLI::App* app = grammar.app().add_subcommand(
      "report", "Offline: turn what a scan found into a page with plots, and tables beside it");
  app->add_option("dir", values->directories, "The folder of a scan; those of all shards make one report")
      ->required()
      ->type_name("DIR");
  app->add_option("-o,--out", values->out, "The page; NAME.*.csv and NAME.json stand beside it")
      ->required()
      ->type_name("NAME.html");
  examples(app,
           "  quorate scan people.ndjson --out people && quorate report people -o report.html\n"
           "  quorate report part1 part2 part3 -o all.html   the shards of one scan, together\n"
           "What it writes:\n"
           "  report.html          plots, tables, method and limits; no scripts, nothing that is loaded\n"
           "  report.verdicts.csv  a table for each plot: verdicts, weight, groups, falls, operators, ...\n"
           "  report.json          all counts, for machines");
  grammar.gives(app, values);
}

}  // namespace quorate
