#include "crawler/command_line/examples.hpp"
#include "crawler/command_line/grammar.hpp"

namespace quorate {
namespace {

void declare_services(Grammar& grammar) {
  CLI::App* app = grammar.app().add_subcommand("services", "The services that quorate knows how to look at");
  app->require_subcommand(0, 1);
  const auto listed = std::make_shared<ServicesCommand>();
  examples(app->add_subcommand("list", "All of them, a line each"), "  quorate services list");
  const auto shown = std::make_shared<ServicesCommand>(ServicesCommand::Verb::show);
  CLI::App* show = app->add_subcommand("show", "One entry: accounts, places, examples");
  show->add_option("id", shown->argument, "The entry's id")->required()->type_name("ID");
  const auto matched = std::make_shared<ServicesCommand>(ServicesCommand::Verb::match);
  CLI::App* match = app->add_subcommand("match", "Which entries read this account, and what they would ask");
  match->add_option("uri", matched->argument, "An account URI or a domain")->required()->type_name("URI");
  examples(show, "  quorate services show own-site");
  examples(match,
           "  quorate services match alice.example\n  quorate services match mimi://im.example/u/alice");
  examples(app,
           "  quorate services\n  quorate services show own-site\n  quorate services match alice.example");
  grammar.gives(app, listed);
  grammar.gives(show, shown);
  grammar.gives(match, matched);
}

void declare_policy(Grammar& grammar) {
  const auto values = std::make_shared<PolicyCommand>();
  CLI::App* policy =
      grammar.app().add_subcommand("policy", "Policies: how many must agree, what counts, what is a yes");
  policy->require_subcommand(1);
  CLI::App* app = policy->add_subcommand("check", "Read a policy file and say what it means");
  app->add_option("file", values->file, "The policy file")->required()->type_name("FILE");
  app->add_option("--contact", values->contact, "Also say what it comes to for this contact's accounts")
      ->type_name("FILE");
  examples(policy, examples_of_policy);
  examples(app, examples_of_policy);
  grammar.gives(app, values);
}

}  // namespace

void declare_tables(Grammar& grammar) {
  declare_services(grammar);
  declare_policy(grammar);
}

}  // namespace quorate
