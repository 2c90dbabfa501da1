#include "crawler/command_line/grammar.hpp"

namespace quorate {
namespace {

constexpr std::string_view examples_of_watch =
    "  quorate watch --print-config > watch.yaml     every key, with what it means\n"
    "  quorate watch --config watch.yaml --check-config\n"
    "  quorate watch --config watch.yaml             until SIGTERM; SIGHUP reads the files again\n"
    "  quorate watch --config watch.yaml --once      what is due now, and no more\n"
    "The shortest watch file:\n"
    "  store: quorate.sqlite\n"
    "  contacts: [alice.yaml]";

constexpr std::string_view examples_of_contact =
    "  quorate contact add alice.yaml --config watch.yaml\n"
    "  quorate contact list --config watch.yaml      verdicts, what waits, the next checks\n"
    "  quorate contact show Alice --store quorate.sqlite\n"
    "  quorate contact accept Alice --config watch.yaml\n"
    "  quorate contact import contacts.vcf --config watch.yaml\n"
    "  quorate contact export --out backup --config watch.yaml";

constexpr std::string_view examples_of_events =
    "  quorate events --config watch.yaml\n"
    "  quorate events --store quorate.sqlite --since 120 --json\n"
    "  quorate events --follow --json --config watch.yaml | jq .text";

void store_options(CLI::App* app, std::string& store, std::string& watch_file) {
  auto* config = app->add_option("--config", watch_file, "The watch file, which names the store");
  config->type_name("FILE");
  app->add_option("--store", store, "The store itself: an SQLite file, or postgresql://...")
      ->type_name("WHERE")
      ->excludes(config);
}

void declare_contact_verb(Grammar& grammar, CLI::App* contact, std::string name, std::string about,
                          ContactCommand::Verb verb, std::string_view lines) {
  const auto values = std::make_shared<ContactCommand>();
  values->verb = verb;
  CLI::App* app = contact->add_subcommand(std::move(name), std::move(about));
  store_options(app, values->store, values->watch_file);
  using Verb = ContactCommand::Verb;
  if (verb == Verb::add || verb == Verb::import) {
    app->add_option("file", values->names,
                    verb == Verb::add ? "Contact files" : "vCard files (.vcf) or contact files (.yaml)")
        ->required()
        ->type_name("FILE");
  } else if (verb == Verb::export_all) {
    app->add_option("name", values->names, "Contacts; none: all")->type_name("NAME");
    app->add_option("--out", values->out,
                    "A folder for the contact files; without it they go to standard output")
        ->type_name("DIR");
  } else if (verb != Verb::list) {
    app->add_option("name", values->names, "The contact's name")->required()->type_name("NAME");
  }
  if (verb == Verb::list) {
    app->add_flag("--pending", values->pending, "Only those where something waits to be accepted or refused");
  }
  if (verb == Verb::list || verb == Verb::show) json_option(app, values->format);
  if (verb == Verb::accept)
    app->add_option("--key", values->key,
                    "The key that you accept: must be named where nothing joins it to the pinned one")
        ->type_name("KID");
  if (verb == Verb::pin)
    app->add_option("--key", values->key, "The key, which you have checked with the person")
        ->required()
        ->type_name("KID");
  if (verb == Verb::accept || verb == Verb::refuse || verb == Verb::pin || verb == Verb::pause ||
      verb == Verb::resume)
    app->add_option("--by", values->by, "Who decides, for the record")->type_name("NAME");
  examples(app, lines);
  grammar.gives(app, values);
}

void declare_contact(Grammar& grammar) {
  CLI::App* app = grammar.app().add_subcommand("contact", "The contacts that `quorate watch` keeps checked");
  app->require_subcommand(1);
  using Verb = ContactCommand::Verb;
  const auto verb = [&](std::string name, std::string about, Verb which, std::string_view lines) {
    declare_contact_verb(grammar, app, std::move(name), std::move(about), which, lines);
  };
  verb("add", "Add contacts from contact files", Verb::add,
       "  quorate contact add alice.yaml bob.yaml --config watch.yaml");
  verb("list", "All contacts: verdict, what waits, next check", Verb::list,
       "  quorate contact list --pending --config watch.yaml");
  verb("show", "One contact: accounts, pin, what waits with its changes, next checks", Verb::show,
       "  quorate contact show Alice --config watch.yaml");
  verb("accept", "Accept the change that waits: pin it", Verb::accept,
       "  quorate contact accept Alice --config watch.yaml\n  quorate contact accept Alice --key "
       "urn:ietf:params:oauth:jwk-thumbprint:sha-256:... --config watch.yaml");
  verb("refuse", "Refuse the change that waits: it is not proposed again", Verb::refuse,
       "  quorate contact refuse Alice --config watch.yaml");
  verb("pin", "Pin a key that was seen and that you have checked with the person", Verb::pin,
       "  quorate contact pin Alice --key urn:ietf:params:oauth:jwk-thumbprint:sha-256:... --config "
       "watch.yaml");
  verb("check", "Have a contact checked now, by the daemon that runs or by the next `quorate watch --once`",
       Verb::check, "  quorate contact check Alice --config watch.yaml");
  verb("pause", "Leave a contact alone until it is resumed", Verb::pause,
       "  quorate contact pause Alice --config watch.yaml");
  verb("resume", "Watch a paused contact again; it is then due", Verb::resume,
       "  quorate contact resume Alice --config watch.yaml");
  verb("remove", "Remove a contact with its history; its events and observations stay", Verb::remove,
       "  quorate contact remove Alice --config watch.yaml");
  verb("import", "Add contacts from vCard 4 files; what cannot be taken over is said", Verb::import,
       "  quorate contact import contacts.vcf --config watch.yaml");
  verb("export", "Write contacts as contact files", Verb::export_all,
       "  quorate contact export --out backup --config watch.yaml");
  examples(app, examples_of_contact);
}

void declare_events(Grammar& grammar) {
  const auto values = std::make_shared<EventsCommand>();
  CLI::App* app = grammar.app().add_subcommand("events", "What `quorate watch` noticed, the oldest first");
  store_options(app, values->store, values->watch_file);
  app->add_flag("--follow", values->follow, "Go on with those that come, until interrupted");
  app->add_option("--since", values->since, "Only events after the one with this id")->type_name("ID");
  app->add_option("--contact", values->contact, "Only those of this contact")->type_name("NAME");
  json_option(app, values->format);
  examples(app, examples_of_events);
  grammar.gives(app, values);
}

}  // namespace

void declare_watch(Grammar& grammar) {
  const auto values = std::make_shared<WatchCommand>();
  CLI::App* app =
      grammar.app().add_subcommand("watch", "Keep contacts checked for years, and tell what changes");
  app->add_option("--config", values->watch_file, "The watch file (YAML)")->type_name("FILE");
  using Verb = WatchCommand::Verb;
  auto* check = app->add_flag_callback(
      "--check-config", [values] { values->verb = Verb::check; },
      "Read all files and say whether they are right");
  auto* print = app->add_flag_callback(
      "--print-config", [values] { values->verb = Verb::print; },
      "Print a watch file with every key explained");
  app->add_flag_callback(
         "--once", [values] { values->verb = Verb::once; }, "Check what is due now, tell of it, and end")
      ->excludes(check, print);
  check->excludes(print);
  examples(app, examples_of_watch);
  grammar.gives(app, values);
  declare_contact(grammar);
  declare_events(grammar);
}

}  // namespace quorate
