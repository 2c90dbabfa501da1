#include "crawler/command_line/grammar.hpp"

namespace quorate {
namespace {

constexpr std::int64_t default_days = 365;
constexpr std::int64_t longest_days = 366;  // statement.md section 1

void declare_key(Grammar& grammar) {
  const auto values = std::make_shared<KeyNewCommand>();
  CLI::App* key = grammar.app().add_subcommand("key", "Make keys");
  key->require_subcommand(1);
  CLI::App* app =
      key->add_subcommand("new", "Make an Ed25519 key file (mode 0600, never overwrites) and print its kid");
  app->add_option("--out", values->out, "Where to write it (default: ~/.config/quorate/key.jwk)")
      ->type_name("FILE");
  examples(key, "  quorate key new --out alice.key");
  examples(app,
           "  quorate key new --out alice.key\n  quorate key new              in ~/.config/quorate/key.jwk");
  grammar.gives(app, values);
}

void declare_sign(Grammar& grammar) {
  const auto values = std::make_shared<SignCommand>();
  CLI::App* app =
      grammar.app().add_subcommand("sign", "Sign a statement that names all your accounts; prints it");
  key_option(app, values->key);
  app->add_option("--subject", values->subject, "Whom the key speaks for, best a mimi: user URI")
      ->required()
      ->type_name("URI");
  app->add_option("--account", values->accounts, "An account of yours; give it once for each (up to 32)")
      ->required()
      ->type_name("URI")
      ->allow_extra_args(false);
  values->days = default_days;
  app->add_option("--days", values->days, "How long it is valid (at most 366)")
      ->capture_default_str()
      ->type_name("N")
      ->check(CLI::Range(std::int64_t{1}, longest_days));
  app->add_option("--seq", values->seq, "Sequence number (default: the time, or the last one plus one)")
      ->type_name("N");
  app->add_option("--client", values->clients, "A device key that you vouch for: its URI, =, its public JWK")
      ->type_name("URI=JWK")
      ->allow_extra_args(false);
  app->add_option("--retire", values->retired, "An account that you gave up on purpose")
      ->type_name("URI")
      ->allow_extra_args(false);
  examples(app,
           "  quorate sign --key alice.key --subject mimi://im.example/u/alice \\\n"
           "      --account https://alice.example/ --account mimi://im.example/u/alice > alice.jws");
  grammar.gives(app, values);
}

void declare_badge(Grammar& grammar) {
  const auto values = std::make_shared<BadgeCommand>();
  CLI::App* app = grammar.app().add_subcommand(
      "badge", "Print the 119-character badge for one account, for places with little room");
  key_option(app, values->key);
  statement_option(app, values->statement);
  app->add_option("--account", values->account, "The account where the badge will stand")
      ->required()
      ->type_name("URI");
  examples(app, "  quorate badge --key alice.key --statement alice.jws --account https://code.example/alice");
  grammar.gives(app, values);
}

void declare_publish(Grammar& grammar) {
  const auto values = std::make_shared<PublishCommand>();
  CLI::App* app = grammar.app().add_subcommand("publish", "Say for every account exactly what to put where");
  key_option(app, values->key);
  statement_option(app, values->statement);
  app->add_option("--out", values->out, "Also write the files under DIR/HOST/PATH")->type_name("DIR");
  examples(app, "  quorate publish --key alice.key --statement alice.jws --out upload");
  grammar.gives(app, values);
}

void declare_revoke(Grammar& grammar) {
  const auto values = std::make_shared<RevokeCommand>();
  CLI::App* app = grammar.app().add_subcommand(
      "revoke", "Print a revocation: one copy in any of your places ends the key for good");
  key_option(app, values->key);
  app->add_option("--subject", values->subject, "The subject of your statements")
      ->required()
      ->type_name("URI");
  app->add_option("--reason", values->reason, "Why, at most 200 bytes, for everyone to read")
      ->type_name("TEXT");
  examples(app,
           "  quorate revoke --key alice.key --subject mimi://im.example/u/alice --reason 'lost laptop' > "
           "revocation.jws");
  grammar.gives(app, values);
}

void declare_rotate(Grammar& grammar) {
  const auto values = std::make_shared<RotateCommand>();
  CLI::App* app = grammar.app().add_subcommand(
      "rotate", "Hand over to a new key: prints both statements, the old key's first");
  key_option(app, values->key);
  app->add_option("--to", values->to, "The new key file")->required()->type_name("FILE");
  statement_option(app, values->statement);
  examples(app,
           "  quorate key new --out new.key\n"
           "  quorate rotate --key alice.key --to new.key --statement alice.jws > both.jws");
  grammar.gives(app, values);
}

}  // namespace

void declare_own_keys(Grammar& grammar) {
  declare_key(grammar);
  declare_sign(grammar);
  declare_badge(grammar);
  declare_publish(grammar);
  declare_revoke(grammar);
  declare_rotate(grammar);
}

}  // namespace quorate
