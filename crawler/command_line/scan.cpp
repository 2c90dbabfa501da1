#include "crawler/command_line/grammar.hpp"

#include <charconv>
#include <cstdint>
#include <limits>
#include <optional>

namespace quorate {
namespace {

// Not what the library reads, which takes "-1" for a large number. The manifest holds numbers of 63 bits.
std::optional<std::uint64_t> read_seed(std::string_view typed) {
  std::uint64_t seed = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), seed);
  const bool whole = error == std::errc() && end == typed.data() + typed.size();
  if (!whole || seed > std::numeric_limits<std::int64_t>::max()) return std::nullopt;
  return seed;
}

void declare_scan_command(Grammar& grammar) {
  const auto values = std::make_shared<ScanCommand>();
  values->manners = Manners::crawl;
  CLI::App* app = grammar.app().add_subcommand(
      "scan", "Check very many people, slowly and with manners, and keep one line for each");
  app->add_option("input", values->input,
                  "Targets, one a line: a plain list, NDJSON or CSV, each also as .zst; - for standard input")
      ->required()
      ->type_name("INPUT");
  app->add_option("--out", values->out, "The folder for what is found")->type_name("DIR");
  app->add_flag("--resume", values->resume, "Go on with the scan in DIR, which was interrupted");
  app->add_flag("--dry-run", values->dry_run,
                "Ask nobody: say how many requests it is, to how many hosts, and how long");
  app->add_option_function<std::string>(
         "--format",
         [values](const std::string& word) {
           for (const InputFormat format : {InputFormat::plain, InputFormat::ndjson, InputFormat::csv})
             if (text(format) == word) values->format = format;
         },
         "Of the input, where its name does not end in .csv, .ndjson, .jsonl or .json")
      ->check(CLI::IsMember({"plain", "ndjson", "csv"}))
      ->option_text("plain|ndjson|csv");
  app->add_option("--sample", values->sample, "Only so many targets, or such a share, chosen by --seed")
      ->type_name("N|N%");
  app->add_option_function<std::string>(
         "--seed", [values](const std::string& typed) { values->seed = *read_seed(typed); },
         "For --sample: the same seed, the same targets (0)")
      ->check([](const std::string& typed) {
        return read_seed(typed) ? std::string() : "\"" + typed + "\" is no whole number from 0 to 2^63 - 1";
      })
      ->type_name("N");
  app->add_option(
         "--shard", values->shard,
         "Only part NUMBER of COUNT: by the registrable domain of a target's first account, so that no two "
         "machines ask one domain")
      ->type_name("NUMBER/COUNT");
  app->add_option("--exclude", values->exclude,
                  "Opt-out list: domains and accounts that are left alone, one a line")
      ->type_name("FILE");
  app->add_option("--policy", values->policy, "Policy file: how many must agree, what counts")
      ->type_name("FILE");
  app->add_option("--pseudonymise", values->pseudonymise,
                  "Write keyed hashes for subjects, accounts, keys and people's own domains")
      ->type_name("KEYFILE");
  app->add_flag("--record", values->keep_record,
                "Also write every exchange into DIR/record-1.warc.gz (WARC 1.1)")
      ->excludes("--pseudonymise");
  now_option(app, values->now);
  app->add_option("--ca-file", values->ca_file, "Trust these certificates instead of the system's")
      ->type_name("FILE");
  app->add_option("--connect-to", values->connect_to, "Send every connection to this address (tests, demos)")
      ->type_name("ADDR:PORT");
  app->add_option("--proxy", values->proxy, "Connect to nothing but this proxy")->type_name("URL");
  app->add_option("--resolver", values->resolver, "Ask this DNS resolver instead of the system's")
      ->type_name("ADDR:PORT");
  app->add_option("--as-table", values->as_table,
                  "Which network announces which addresses, for the forge cost")
      ->type_name("FILE");
  app->add_flag("--name-servers", values->name_servers,
                "Also ask who answers for each domain, for the forge cost");
  examples(app,
           "  quorate scan people.ndjson --dry-run\n"
           "  quorate --config scan.yaml scan people.ndjson --out people --exclude opt-out.txt\n"
           "  quorate --config scan.yaml scan people.ndjson --out people --exclude opt-out.txt --resume\n"
           "  quorate scan people.csv.zst --out part3 --shard 3/16 --sample 1%\n"
           "  quorate scan people.ndjson --out people --pseudonymise study.key\n"
           "  zstdcat people/results.ndjson.zst | head -1 | jq .\n"
           "Input:\n"
           "  plain   https://alice.example/ mimi://im.example/u/alice    one person a line\n"
           "  NDJSON  {\"id\":\"alice\",\"accounts\":[\"alice.example\",\"https://code.example/alice\"]}\n"
           "  CSV     id,account,account,subject,key                      a header with these names\n"
           "Exit status: 0 every target has its line, 1 stopped before the end, 2 usage, 4 internal fault.");
  grammar.gives(app, values);
}

void declare_rescore(Grammar& grammar) {
  const auto values = std::make_shared<RescoreCommand>();
  CLI::App* app = grammar.app().add_subcommand(
      "rescore", "Offline: score a scan again by another policy, from what it kept");
  app->add_option("dir", values->directory, "The folder of the scan")->required()->type_name("DIR");
  app->add_option("--policy", values->policy, "Policy file; without it the default")->type_name("FILE");
  app->add_option("--out", values->out,
                  "The folder for the new lines, which must not be there yet; without it only their counts "
                  "are printed")
      ->type_name("DIR2");
  examples(app,
           "  quorate rescore people --policy strict.yaml\n"
           "  quorate rescore people --policy strict.yaml --out people-strict");
  grammar.gives(app, values);
}

}  // namespace

void declare_scan(Grammar& grammar) {
  declare_scan_command(grammar);
  declare_rescore(grammar);
}

}  // namespace quorate
