#include "crawler/command_line/grammar.hpp"

namespace quorate {
namespace {

void where_option(CLI::App* app, TokenCommand& values) {
  auto* config = app->add_option("--config", values.watch_file,
                                 "The watch file, whose section `api` names the tokens file");
  config->type_name("FILE");
  app->add_option("--tokens", values.tokens, "The tokens file itself")->type_name("FILE")->excludes(config);
}

}  // namespace

void declare_token(Grammar& grammar) {
  using Verb = TokenCommand::Verb;
  CLI::App* token =
      grammar.app().add_subcommand("token", "Who may ask the HTTP API of `quorate watch`, and what");
  token->require_subcommand(1);

  const auto made = std::make_shared<TokenCommand>();
  made->verb = Verb::make;
  CLI::App* make = token->add_subcommand(
      "new", "Make a token and print it, this once: the tokens file keeps only its hash");
  make->add_option("--scope", made->scopes,
                   "What it lets its bearer do: read, write (contacts, accept), check (ask for checks), or "
                   "admin (all)")
      ->required()
      ->type_name("SCOPE[,SCOPE...]");
  make->add_option("--name", made->name,
                   "What it is called, in the record of who accepted what, too (default: its scopes)")
      ->type_name("NAME");
  where_option(make, *made);
  make->add_option("--out", made->out,
                   "A file for the token (mode 0600, never overwritten) instead of printing it")
      ->type_name("FILE");
  examples(make,
           "  quorate token new --scope read --name grafana --config watch.yaml\n"
           "  quorate token new --scope read,write,check --name alice --tokens api.tokens --out alice.token\n"
           "  curl -H \"Authorization: Bearer $(cat alice.token)\" http://127.0.0.1:8470/v1/status");
  grammar.gives(make, made);

  const auto listed = std::make_shared<TokenCommand>();
  listed->verb = Verb::list;
  CLI::App* list = token->add_subcommand("list", "Name, scopes and age of each token");
  where_option(list, *listed);
  examples(list, "  quorate token list --config watch.yaml");
  grammar.gives(list, listed);

  const auto revoked = std::make_shared<TokenCommand>();
  revoked->verb = Verb::revoke;
  CLI::App* revoke = token->add_subcommand("revoke", "Take a token out of the tokens file");
  revoke->add_option("name", revoked->name, "The token's name")->required()->type_name("NAME");
  where_option(revoke, *revoked);
  examples(revoke, "  quorate token revoke grafana --config watch.yaml && systemctl reload quorate-watch");
  grammar.gives(revoke, revoked);

  examples(token,
           "  quorate token new --scope admin --name alice --config watch.yaml\n"
           "  quorate token list --config watch.yaml\n"
           "  quorate token revoke alice --config watch.yaml");
}

}  // namespace quorate
