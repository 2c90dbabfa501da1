#include "crawler/command_line/grammar.hpp"

#include <sstream>

namespace quorate {
namespace {

constexpr int usage_error = 2;

}  // namespace

void examples(CLI::App* app, std::string_view lines) { app->footer("Examples:\n" + std::string(lines)); }

Grammar::Grammar() {
  app_.description(
      "quorate: how many independent services agree that this key belongs to this person?\n\n"
      "Exit status: 0 confirmed (verify: proven), 1 not, 2 usage or configuration, 3 undecided, 4 internal "
      "fault.");
  app_.require_subcommand(0, 1);
  app_.fallthrough();
  app_.failure_message(CLI::FailureMessage::simple);
  app_.add_option("--config", invocation_.config, "Settings file (YAML)")->type_name("FILE");
  app_.add_flag("--quiet", quiet_, "No notes on stderr, only errors");
  app_.add_flag("--no-color", no_colour_, "No colours (NO_COLOR in the environment does the same)");
  app_.add_flag("--version", version_, "Versions of the program and of its tables");
  examples(&app_,
           "  quorate check alice.yaml                     a contact that you know\n"
           "  quorate check https://alice.example/ mimi://im.example/u/alice\n"
           "  quorate key new --out alice.key              begin to prove your own accounts\n"
           "  quorate COMMAND --help                       each command has examples");
  declare_own_keys(*this);
  declare_check(*this);
  declare_offline(*this);
  declare_report(*this);
  declare_tables(*this);
  declare_log(*this);
  declare_scan(*this);
  declare_watch(*this);
  declare_token(*this);
}

std::variant<Invocation, Answered> Grammar::read(int argc, char** argv) {
  try {
    app_.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    std::ostringstream out;
    std::ostringstream complaint;
    const int status = app_.exit(error, out, complaint);
    if (status == 0) return Answered{0, out.str()};
    return Answered{usage_error, "quorate: " + complaint.str()};
  }
  invocation_.chatter = quiet_ ? Chatter::quiet : Chatter::normal;
  invocation_.colour = no_colour_ ? Colour::never : Colour::automatic;
  if (version_) {
    invocation_.command = VersionCommand{};
    return invocation_;
  }
  if (app_.get_subcommands().empty()) return Answered{usage_error, app_.help()};
  for (const Choice& choice : choices_)
    if (choice.app->parsed()) invocation_.command = choice.command();
  return invocation_;
}

void key_option(CLI::App* app, std::string& key) {
  app->add_option("--key", key, "Your key file")->required()->type_name("FILE");
}

void statement_option(CLI::App* app, std::string& statement) {
  app->add_option("--statement", statement,
                  "The statement, as `quorate sign` printed it; - for standard input")
      ->required()
      ->type_name("FILE");
}

void now_option(CLI::App* app, std::string& now) {
  app->add_option("--now", now, "Take this as the time (RFC 3339, or seconds since 1970)")->type_name("TIME");
}

void json_option(CLI::App* app, Format& format) {
  app->add_flag_callback(
      "--json", [&format] { format = Format::json; }, "One JSON object a line instead of text");
}

void graph_option(CLI::App* app, std::string& graph) {
  app->add_option("--graph", graph,
                  "Also draw who agrees: FILE.svg, FILE.dot for Graphviz, or - (SVG in place of the text)")
      ->type_name("FILE");
}

std::variant<Invocation, Answered> read_command_line(int argc, char** argv) {
  return Grammar().read(argc, argv);
}

}  // namespace quorate
