#include "crawler/command_line/grammar.hpp"

namespace quorate {
namespace {

void store_option(CLI::App* app, std::string& store) {
  app->add_option("--store", store, "The daemon's store: an SQLite file, or postgresql://...")
      ->required()
      ->type_name("STORE");
}

void declare_verify_log(Grammar& grammar, CLI::App* log) {
  const auto values = std::make_shared<LogVerifyCommand>();
  CLI::App* app =
      log->add_subcommand("verify",
                          "Read the whole log again: every entry, its body, the tree, the checkpoints.\n"
                          "Exit status: 0 all is as it was written, 1 it is not (the first place is named), "
                          "2 it cannot be read.");
  store_option(app, values->store);
  CLI::Option* checkpoint =
      app->add_option(
             "--checkpoint", values->checkpoints,
             "A checkpoint that was kept elsewhere; give it once for each. Only such a one shows that "
             "no entry was cut off and that it is no other log")
          ->type_name("FILE")
          ->allow_extra_args(false);
  app->add_option("--verifier", values->verifier,
                  "Who signed it: the line that `quorate log checkpoint` printed")
      ->type_name("LINE");
  checkpoint->needs("--verifier");
  json_option(app, values->format);
  examples(app,
           "  quorate log verify --store /var/lib/quorate/store.sqlite\n"
           "  quorate log verify --store store.sqlite --checkpoint january.note --verifier "
           "'home/quorate+5c7f...+AQ...'");
  grammar.gives(app, values);
}

void declare_checkpoint(Grammar& grammar, CLI::App* log) {
  const auto values = std::make_shared<LogCheckpointCommand>();
  CLI::App* app = log->add_subcommand(
      "checkpoint",
      "Sign the log's head, keep it in the store, and print it: keep a copy where the store is not");
  store_option(app, values->store);
  key_option(app, values->key);
  app->add_option("--origin", values->origin, "The log's name, best a domain and a path of yours")
      ->required()
      ->type_name("NAME");
  app->add_option("--out", values->out, "Also write it into a new file")->type_name("FILE");
  examples(app,
           "  quorate key new --out log.key\n"
           "  quorate log checkpoint --store store.sqlite --key log.key --origin alice.example/quorate --out "
           "january.note");
  grammar.gives(app, values);
}

void declare_prove(Grammar& grammar, CLI::App* log) {
  const auto values = std::make_shared<LogProveCommand>();
  CLI::App* app =
      log->add_subcommand("prove",
                          "Print the proof that the log holds an entry, or that it goes on from an older "
                          "one, as JSON (RFC 9162)");
  store_option(app, values->store);
  CLI::Option* entry =
      app->add_option("--entry", values->entry, "The entry's number, from 0")->type_name("N");
  CLI::Option* old_size =
      app->add_option("--from", values->old_size, "The size of the older log")->type_name("SIZE");
  entry->excludes(old_size);
  app->add_option("--size", values->size, "Of the log, as a checkpoint has it (default: now)")
      ->type_name("SIZE");
  examples(app,
           "  quorate log prove --store store.sqlite --entry 17\n"
           "  quorate log prove --store store.sqlite --from 1000 --size 2000");
  grammar.gives(app, values);
}

}  // namespace

void declare_log(Grammar& grammar) {
  CLI::App* log =
      grammar.app().add_subcommand("log", "Check, sign and prove the daemon's log of observations");
  log->require_subcommand(1);
  declare_verify_log(grammar, log);
  declare_checkpoint(grammar, log);
  declare_prove(grammar, log);
  examples(log, "  quorate log verify --store /var/lib/quorate/store.sqlite");
}

}  // namespace quorate
