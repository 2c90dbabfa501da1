#include "crawler/command_line/grammar.hpp"

namespace quorate {
namespace {

void declare_explain(Grammar& grammar) {
  const auto values = std::make_shared<ExplainCommand>();
  CLI::App* app = grammar.app().add_subcommand(
      "explain", "Offline: why a kept report says what it says, and what would change it");
  app->add_option("report", values->file,
                  "What `quorate check --json` printed, one report or several; - for standard input")
      ->required()
      ->type_name("REPORT");
  graph_option(app, values->graph);
  examples(app,
           "  quorate check --json alice.yaml > alice.json\n"
           "  quorate explain alice.json\n"
           "  quorate explain alice.json --graph alice.svg\n"
           "  quorate check --json alice.yaml bob.yaml | quorate explain -\n"
           "To explain a contact that was not checked yet: quorate check --why alice.yaml");
  grammar.gives(app, values);
}

void declare_verify(Grammar& grammar) {
  const auto values = std::make_shared<VerifyCommand>();
  CLI::App* app = grammar.app().add_subcommand(
      "verify", "Offline: what does this file prove for this account, or about a key?");
  app->add_option("file", values->file, "What stands at the account's place; - for standard input")
      ->required()
      ->type_name("FILE");
  app->add_option("--account", values->account,
                  "The account where it stands; without it: does the file prove that a key is revoked, or "
                  "contradicts itself?")
      ->type_name("URI");
  app->add_option("--subject", values->subject, "Whom it should speak for")->type_name("URI");
  app->add_option("--known", values->known, "A file with statements or revocations seen elsewhere")
      ->type_name("FILE")
      ->allow_extra_args(false);
  now_option(app, values->now);
  json_option(app, values->format);
  examples(
      app,
      "  quorate verify alice.jws --account https://alice.example/\n"
      "  echo 'xsig:...' | quorate verify - --account https://code.example/alice --known alice.jws --json\n"
      "  quorate verify proof.txt                     what `quorate check --proof proof.txt` wrote");
  grammar.gives(app, values);
}

}  // namespace

void declare_offline(Grammar& grammar) {
  declare_explain(grammar);
  declare_verify(grammar);
}

}  // namespace quorate
