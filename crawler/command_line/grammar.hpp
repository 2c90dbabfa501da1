// Grammar: what the command line may say, and which command it turned out to say.
#pragma once

#include "crawler/command_line.hpp"

#include <CLI/CLI.hpp>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate {

// Every command declares its options once, and where they go. Its values outlive the reading with the App,
// whose callbacks hold them.
class Grammar {
 public:
  Grammar();

  CLI::App& app() { return app_; }

  // A command that needs no command below it. What `values` hold after the reading is the command that was
  // given, where `app` is the innermost that was.
  template <class Command>
  void gives(CLI::App* app, std::shared_ptr<Command> values) {
    choices_.push_back({app, [values = std::move(values)] { return AnyCommand(*values); }});
  }

  std::variant<Invocation, Answered> read(int argc, char** argv);

 private:
  struct Choice {
    CLI::App* app = nullptr;
    std::function<AnyCommand()> command;
  };

  CLI::App app_{"", "quorate"};
  std::vector<Choice> choices_;  // those below another one after it
  Invocation invocation_;
  bool quiet_ = false;
  bool no_colour_ = false;
  bool version_ = false;
};

void examples(CLI::App* app, std::string_view lines);

// Options that several commands have. What they name is written to must live as long as the App.
void key_option(CLI::App* app, std::string& key);
void statement_option(CLI::App* app, std::string& statement);
void now_option(CLI::App* app, std::string& now);
void json_option(CLI::App* app, Format& format);
void graph_option(CLI::App* app, std::string& graph);

// The commands, by what they are about.
void declare_own_keys(Grammar& grammar);  // key, sign, badge, publish, revoke, rotate
void declare_check(Grammar& grammar);     // check
void declare_offline(Grammar& grammar);   // explain, verify
void declare_report(Grammar& grammar);    // report
void declare_tables(Grammar& grammar);    // services, policy
void declare_log(Grammar& grammar);       // log
void declare_scan(Grammar& grammar);      // scan, rescore
void declare_watch(Grammar& grammar);     // watch, contact, events
void declare_token(Grammar& grammar);     // token

}  // namespace quorate
