#include "crawler/command_line.hpp"

#include "crawler/examples.hpp"

#include <CLI/CLI.hpp>

#include <memory>
#include <sstream>

namespace quorate {
namespace {

constexpr int usage_error = 2;
constexpr std::int64_t default_days = 365;
constexpr std::int64_t longest_days = 366;  // statement.md section 1

void examples(CLI::App* app, std::string_view lines) { app->footer("Examples:\n" + std::string(lines)); }

// One method a command: declares its options and remembers where they go. What the user chose is in
// `chosen()`.
class Grammar {
 public:
  Grammar() {
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
    declare_key();
    declare_sign();
    declare_badge();
    declare_publish();
    declare_revoke();
    declare_rotate();
    declare_check();
    declare_explain();
    declare_verify();
    declare_services();
    declare_policy();
  }

  std::variant<Invocation, Answered> read(int argc, char** argv) {
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
    choose();
    return invocation_;
  }

 private:
  void choose() {
    const auto format = [&] { return json_ ? Format::json : Format::text; };
    if (key_new_app_->parsed()) invocation_.command = key_new_;
    if (sign_app_->parsed()) invocation_.command = sign_;
    if (badge_app_->parsed()) invocation_.command = badge_;
    if (publish_app_->parsed()) invocation_.command = publish_;
    if (revoke_app_->parsed()) invocation_.command = revoke_;
    if (rotate_app_->parsed()) invocation_.command = rotate_;
    if (check_app_->parsed()) {
      check_.format = format();
      check_.detail = why_ ? Detail::explained : Detail::report;
      check_.manners = manners_ == "crawl" ? Manners::crawl : Manners::check;
      invocation_.command = check_;
    }
    if (explain_app_->parsed()) invocation_.command = explain_;
    if (verify_app_->parsed()) {
      verify_.format = format();
      invocation_.command = verify_;
    }
    if (policy_check_app_->parsed()) invocation_.command = policy_;
    if (services_app_->parsed()) {
      if (services_show_->parsed()) services_.verb = ServicesCommand::Verb::show;
      if (services_match_->parsed()) services_.verb = ServicesCommand::Verb::match;
      invocation_.command = services_;
    }
  }

  static void key_option(CLI::App* app, std::string& key) {
    app->add_option("--key", key, "Your key file")->required()->type_name("FILE");
  }
  static void statement_option(CLI::App* app, std::string& statement) {
    app->add_option("--statement", statement,
                    "The statement, as `quorate sign` printed it; - for standard input")
        ->required()
        ->type_name("FILE");
  }
  static void now_option(CLI::App* app, std::string& now) {
    app->add_option("--now", now, "Take this as the time (RFC 3339, or seconds since 1970)")
        ->type_name("TIME");
  }
  void json_option(CLI::App* app) {
    app->add_flag("--json", json_, "One JSON object a line instead of text");
  }

  static void graph_option(CLI::App* app, std::string& graph) {
    app->add_option("--graph", graph,
                    "Also draw who agrees: FILE.svg, FILE.dot for Graphviz, or - (SVG in place of the text)")
        ->type_name("FILE");
  }

  void declare_key() {
    CLI::App* key = app_.add_subcommand("key", "Make keys");
    key->require_subcommand(1);
    key_new_app_ = key->add_subcommand(
        "new", "Make an Ed25519 key file (mode 0600, never overwrites) and print its kid");
    key_new_app_->add_option("--out", key_new_.out, "Where to write it (default: ~/.config/quorate/key.jwk)")
        ->type_name("FILE");
    examples(key, "  quorate key new --out alice.key");
    examples(
        key_new_app_,
        "  quorate key new --out alice.key\n  quorate key new              in ~/.config/quorate/key.jwk");
  }

  void declare_sign() {
    sign_app_ = app_.add_subcommand("sign", "Sign a statement that names all your accounts; prints it");
    key_option(sign_app_, sign_.key);
    sign_app_->add_option("--subject", sign_.subject, "Whom the key speaks for, best a mimi: user URI")
        ->required()
        ->type_name("URI");
    sign_app_
        ->add_option("--account", sign_.accounts, "An account of yours; give it once for each (up to 32)")
        ->required()
        ->type_name("URI")
        ->allow_extra_args(false);
    sign_.days = default_days;
    sign_app_->add_option("--days", sign_.days, "How long it is valid (at most 366)")
        ->capture_default_str()
        ->type_name("N")
        ->check(CLI::Range(std::int64_t{1}, longest_days));
    sign_app_->add_option("--seq", sign_.seq, "Sequence number (default: the time, or the last one plus one)")
        ->type_name("N");
    sign_app_
        ->add_option("--client", sign_.clients, "A device key that you vouch for: its URI, =, its public JWK")
        ->type_name("URI=JWK")
        ->allow_extra_args(false);
    sign_app_->add_option("--retire", sign_.retired, "An account that you gave up on purpose")
        ->type_name("URI")
        ->allow_extra_args(false);
    examples(sign_app_,
             "  quorate sign --key alice.key --subject mimi://im.example/u/alice \\\n"
             "      --account https://alice.example/ --account mimi://im.example/u/alice > alice.jws");
  }

  void declare_badge() {
    badge_app_ = app_.add_subcommand(
        "badge", "Print the 119-character badge for one account, for places with little room");
    key_option(badge_app_, badge_.key);
    statement_option(badge_app_, badge_.statement);
    badge_app_->add_option("--account", badge_.account, "The account where the badge will stand")
        ->required()
        ->type_name("URI");
    examples(badge_app_,
             "  quorate badge --key alice.key --statement alice.jws --account https://code.example/alice");
  }

  void declare_publish() {
    publish_app_ = app_.add_subcommand("publish", "Say for every account exactly what to put where");
    key_option(publish_app_, publish_.key);
    statement_option(publish_app_, publish_.statement);
    publish_app_->add_option("--out", publish_.out, "Also write the files under DIR/HOST/PATH")
        ->type_name("DIR");
    examples(publish_app_, "  quorate publish --key alice.key --statement alice.jws --out upload");
  }

  void declare_revoke() {
    revoke_app_ = app_.add_subcommand(
        "revoke", "Print a revocation: one copy in any of your places ends the key for good");
    key_option(revoke_app_, revoke_.key);
    revoke_app_->add_option("--subject", revoke_.subject, "The subject of your statements")
        ->required()
        ->type_name("URI");
    revoke_app_->add_option("--reason", revoke_.reason, "Why, at most 200 bytes, for everyone to read")
        ->type_name("TEXT");
    examples(revoke_app_,
             "  quorate revoke --key alice.key --subject mimi://im.example/u/alice --reason 'lost laptop' > "
             "revocation.jws");
  }

  void declare_rotate() {
    rotate_app_ =
        app_.add_subcommand("rotate", "Hand over to a new key: prints both statements, the old key's first");
    key_option(rotate_app_, rotate_.key);
    rotate_app_->add_option("--to", rotate_.to, "The new key file")->required()->type_name("FILE");
    statement_option(rotate_app_, rotate_.statement);
    examples(rotate_app_,
             "  quorate key new --out new.key\n"
             "  quorate rotate --key alice.key --to new.key --statement alice.jws > both.jws");
  }

  void declare_check() {
    check_app_ = app_.add_subcommand(
        "check", "Look at a person's accounts and say how many independent services agree on one key");
    check_app_
        ->add_option(
            "target", check_.targets,
            "Contact files (each checked for itself), or account URIs and domains (together one contact)")
        ->required()
        ->type_name("TARGET");
    check_app_->add_option("--key", check_.key, "The key that you expect: its kid, or a JWK file")
        ->type_name("KID|FILE");
    check_app_
        ->add_option("--policy", check_.policy,
                     "Policy file: how many must agree, what counts, what is accepted")
        ->type_name("FILE");
    auto* history = check_app_->add_option("--history", check_.history,
                                           "Compare with what earlier looks at this contact saw, and "
                                           "remember this one (made if it is not there)");
    history->type_name("FILE");
    check_app_
        ->add_flag("--accept", check_.accept,
                   "Pin the key and the accounts: a confirmed one, or one that you named and have checked")
        ->needs(history);
    json_option(check_app_);
    check_app_->add_flag("--why", why_, "Also say which rule decided, and what would change the verdict");
    graph_option(check_app_, check_.graph);
    check_app_
        ->add_option("--proof", check_.proof,
                     "Write what proves that a key is revoked or contradicts itself, for `quorate verify`")
        ->type_name("FILE");
    now_option(check_app_, check_.now);
    check_app_
        ->add_option("--manners", manners_,
                     "check (a person waits: a burst to each domain, robots.txt is not asked) or crawl (one "
                     "request a second to each domain, robots.txt is obeyed)")
        ->check(CLI::IsMember({"check", "crawl"}))
        ->option_text("check|crawl");
    check_app_->add_option("--ca-file", check_.ca_file, "Trust these certificates instead of the system's")
        ->type_name("FILE");
    check_app_
        ->add_option("--connect-to", check_.connect_to,
                     "Send every connection to this address (tests, demos)")
        ->type_name("ADDR:PORT");
    check_app_
        ->add_option("--proxy", check_.proxy,
                     "Connect to nothing but this proxy (socks5h://ADDR:PORT for Tor and SOCKS 5, or "
                     "http://ADDR:PORT); it looks the hosts up")
        ->type_name("URL");
    check_app_->add_option("--resolver", check_.resolver, "Ask this DNS resolver instead of the system's")
        ->type_name("ADDR:PORT");
    check_app_
        ->add_option("--as-table", check_.as_table,
                     "Which network announces which addresses (TSV of iptoasn.com), for the forge cost")
        ->type_name("FILE");
    check_app_->add_flag("--name-servers", check_.name_servers,
                         "Also ask who answers for each domain, for the forge cost; nothing waits for it");
    auto* record =
        check_app_
            ->add_option("--record", check_.record,
                         "Write every exchange into this file, which must not exist yet (WARC 1.1)")
            ->type_name("FILE.warc.gz");
    check_app_
        ->add_option("--replay", check_.replay,
                     "Ask nobody: answer from such a file, and judge by the time of that run")
        ->excludes(record, "--connect-to", "--proxy", "--resolver", "--ca-file")
        ->type_name("FILE.warc.gz");
    examples(check_app_, examples_of_check);
  }

  void declare_explain() {
    explain_app_ = app_.add_subcommand(
        "explain", "Offline: why a kept report says what it says, and what would change it");
    explain_app_
        ->add_option("report", explain_.file,
                     "What `quorate check --json` printed, one report or several; - for standard input")
        ->required()
        ->type_name("REPORT");
    graph_option(explain_app_, explain_.graph);
    examples(explain_app_,
             "  quorate check --json alice.yaml > alice.json\n"
             "  quorate explain alice.json\n"
             "  quorate explain alice.json --graph alice.svg\n"
             "  quorate check --json alice.yaml bob.yaml | quorate explain -\n"
             "To explain a contact that was not checked yet: quorate check --why alice.yaml");
  }

  void declare_verify() {
    verify_app_ =
        app_.add_subcommand("verify", "Offline: what does this file prove for this account, or about a key?");
    verify_app_->add_option("file", verify_.file, "What stands at the account's place; - for standard input")
        ->required()
        ->type_name("FILE");
    verify_app_
        ->add_option("--account", verify_.account,
                     "The account where it stands; without it: does the file prove that a key is revoked, or "
                     "contradicts itself?")
        ->type_name("URI");
    verify_app_->add_option("--subject", verify_.subject, "Whom it should speak for")->type_name("URI");
    verify_app_->add_option("--known", verify_.known, "A file with statements or revocations seen elsewhere")
        ->type_name("FILE")
        ->allow_extra_args(false);
    now_option(verify_app_, verify_.now);
    json_option(verify_app_);
    examples(
        verify_app_,
        "  quorate verify alice.jws --account https://alice.example/\n"
        "  echo 'xsig:...' | quorate verify - --account https://code.example/alice --known alice.jws --json\n"
        "  quorate verify proof.txt                     what `quorate check --proof proof.txt` wrote");
  }

  void declare_services() {
    services_app_ = app_.add_subcommand("services", "The services that quorate knows how to look at");
    services_app_->require_subcommand(0, 1);
    examples(services_app_->add_subcommand("list", "All of them, a line each"), "  quorate services list");
    services_show_ = services_app_->add_subcommand("show", "One entry: accounts, places, examples");
    services_show_->add_option("id", services_.argument, "The entry's id")->required()->type_name("ID");
    services_match_ =
        services_app_->add_subcommand("match", "Which entries read this account, and what they would ask");
    services_match_->add_option("uri", services_.argument, "An account URI or a domain")
        ->required()
        ->type_name("URI");
    examples(services_show_, "  quorate services show own-site");
    examples(services_match_,
             "  quorate services match alice.example\n  quorate services match mimi://im.example/u/alice");
    examples(services_app_,
             "  quorate services\n  quorate services show own-site\n  quorate services match alice.example");
  }

  void declare_policy() {
    CLI::App* policy =
        app_.add_subcommand("policy", "Policies: how many must agree, what counts, what is a yes");
    policy->require_subcommand(1);
    policy_check_app_ = policy->add_subcommand("check", "Read a policy file and say what it means");
    policy_check_app_->add_option("file", policy_.file, "The policy file")->required()->type_name("FILE");
    policy_check_app_
        ->add_option("--contact", policy_.contact, "Also say what it comes to for this contact's accounts")
        ->type_name("FILE");
    examples(policy, examples_of_policy);
    examples(policy_check_app_, examples_of_policy);
  }

  CLI::App app_{"", "quorate"};
  CLI::App* key_new_app_ = nullptr;
  CLI::App* sign_app_ = nullptr;
  CLI::App* badge_app_ = nullptr;
  CLI::App* publish_app_ = nullptr;
  CLI::App* revoke_app_ = nullptr;
  CLI::App* rotate_app_ = nullptr;
  CLI::App* check_app_ = nullptr;
  CLI::App* explain_app_ = nullptr;
  CLI::App* verify_app_ = nullptr;
  CLI::App* services_app_ = nullptr;
  CLI::App* services_show_ = nullptr;
  CLI::App* services_match_ = nullptr;
  CLI::App* policy_check_app_ = nullptr;

  Invocation invocation_;
  bool quiet_ = false;
  bool no_colour_ = false;
  bool version_ = false;
  bool json_ = false;
  bool why_ = false;
  std::string manners_;
  KeyNewCommand key_new_;
  SignCommand sign_;
  BadgeCommand badge_;
  PublishCommand publish_;
  RevokeCommand revoke_;
  RotateCommand rotate_;
  CheckCommand check_;
  ExplainCommand explain_;
  VerifyCommand verify_;
  ServicesCommand services_;
  PolicyCommand policy_;
};

}  // namespace

std::variant<Invocation, Answered> read_command_line(int argc, char** argv) {
  return Grammar().read(argc, argv);
}

}  // namespace quorate
