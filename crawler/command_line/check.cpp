#include "crawler/command_line/examples.hpp"
#include "crawler/command_line/grammar.hpp"

namespace quorate {

void declare_check(Grammar& grammar) {
  const auto values = std::make_shared<CheckCommand>();
  CLI::App* app = grammar.app().add_subcommand(
      "check", "Look at a person's accounts and say how many independent services agree on one key");
  app->add_option(
         "target", values->targets,
         "Contact files (each checked for itself), or account URIs and domains (together one contact)")
      ->required()
      ->type_name("TARGET");
  app->add_option("--key", values->key, "The key that you expect: its kid, or a JWK file")
      ->type_name("KID|FILE");
  app->add_option("--policy", values->policy,
                  "Policy file: how many must agree, what counts, what is accepted")
      ->type_name("FILE");
  auto* history = app->add_option("--history", values->history,
                                  "Compare with what earlier looks at this contact saw, and "
                                  "remember this one (made if it is not there)");
  history->type_name("FILE");
  auto* accept =
      app->add_flag("--accept", values->accept,
                    "Pin the key and the accounts: a confirmed one, or one that you named and have checked")
          ->needs(history);
  json_option(app, values->format);
  app->add_flag_callback(
      "--why", [values] { values->detail = Detail::explained; },
      "Also say which rule decided, and what would change the verdict");
  graph_option(app, values->graph);
  app->add_option("--proof", values->proof,
                  "Write what proves that a key is revoked or contradicts itself, for `quorate verify`")
      ->type_name("FILE");
  now_option(app, values->now);
  app->add_option_function<std::string>(
         "--manners",
         [values](const std::string& word) {
           values->manners = word == "crawl" ? Manners::crawl : Manners::check;
         },
         "check (a person waits: a burst to each domain, robots.txt is not asked) or crawl (one "
         "request a second to each domain, robots.txt is obeyed)")
      ->check(CLI::IsMember({"check", "crawl"}))
      ->option_text("check|crawl");
  app->add_option("--ca-file", values->ca_file, "Trust these certificates instead of the system's")
      ->type_name("FILE");
  app->add_option("--connect-to", values->connect_to, "Send every connection to this address (tests, demos)")
      ->type_name("ADDR:PORT");
  app->add_option("--proxy", values->proxy,
                  "Connect to nothing but this proxy (socks5h://ADDR:PORT for Tor and SOCKS 5, or "
                  "http://ADDR:PORT); it looks the hosts up")
      ->type_name("URL");
  app->add_option("--resolver", values->resolver, "Ask this DNS resolver instead of the system's")
      ->type_name("ADDR:PORT");
  app->add_option("--as-table", values->as_table,
                  "Which network announces which addresses (TSV of iptoasn.com), for the forge cost")
      ->type_name("FILE");
  app->add_flag("--name-servers", values->name_servers,
                "Also ask who answers for each domain, for the forge cost; nothing waits for it");
  auto* record = app->add_option("--record", values->record,
                                 "Write every exchange into this file, which must not exist yet (WARC 1.1)")
                     ->type_name("FILE.warc.gz");
  app->add_option("--replay", values->replay,
                  "Ask nobody: answer from such a file, and judge by the time of that run; nothing is remembered")
      ->excludes(record, accept, "--connect-to", "--proxy", "--resolver", "--ca-file")
      ->type_name("FILE.warc.gz");
  examples(app, examples_of_check);
  grammar.gives(app, values);
}

}  // namespace quorate
