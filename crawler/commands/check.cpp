#include "config/history_rules.hpp"
#include "crawler/checker.hpp"
#include "crawler/commands/run.hpp"
#include "crawler/contacts.hpp"
#include "crawler/graph_file.hpp"
#include "crawler/history_file.hpp"
#include "crawler/proof_file.hpp"
#include "proofs/explain/explain.hpp"
#include "proofs/explain/graph/svg.hpp"
#include "proofs/history/remember.hpp"
#include "proofs/report/json.hpp"
#include "proofs/report/text.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <system_error>
#include <utility>

namespace quorate {
namespace {

constexpr int fault_status = 4;

// What a script most needs to know of several answers: a fault, then a wrong usage, then a "no", then
// "undecided".
int worse(int a, int b) {
  constexpr std::array<int, 5> order = {4, 2, 1, 3, 0};
  const auto rank = [&](int status) { return std::find(order.begin(), order.end(), status); };
  return std::min(rank(a), rank(b)) == rank(a) ? a : b;
}

Acceptance acceptance_of(const Contact& contact) {
  const bool more = contact.policy && accepts(*contact.policy, Answer::corroborated);
  return more ? Acceptance::corroborated_too : Acceptance::quorum_only;
}

// Of the files that are read or written, none may be another one, too.
Result<void> check_files_apart(const CheckCommand& command) {
  std::map<std::filesystem::path, std::string_view> options;
  for (const auto& [option, file] :
       {std::pair<std::string_view, const std::string&>("--history", command.history),
        {"--graph", command.graph},
        {"--proof", command.proof},
        {"--record", command.record},
        {"--replay", command.replay}}) {
    if (file.empty() || file == "-") continue;
    std::error_code ignored;
    const auto [other, is_first] = options.emplace(std::filesystem::weakly_canonical(file, ignored), option);
    if (!is_first)
      return Error{Code::bad_argument,
                   std::string(other->second) + " and " + std::string(option) + " name one file: " + file};
  }
  return {};
}

Result<void> check_extras(const CheckCommand& command, std::size_t contacts) {
  if (command.detail == Detail::explained && command.format == Format::json)
    return Error{Code::bad_argument, "--why is for people; what --json prints, `quorate explain` explains"};
  if (const auto apart = check_files_apart(command); !apart) return apart;
  if (command.graph.empty()) return {};
  if (contacts > 1) return Error{Code::bad_argument, "--graph draws one contact, and there are several"};
  if (command.graph == "-" && command.format == Format::json)
    return Error{Code::bad_argument, "--graph - and --json both want standard output"};
  return check_graph_target(command.graph);
}

// SPEC: statement.md section 7.
Result<void> keep_proof(const std::vector<Report>& reports, const std::string& file,
                        const Surroundings& around) {
  const std::string text = proof_text(reports);
  if (text.empty()) {
    note("no key that was seen is revoked or contradicts itself: " + file + " was not written", around);
    return {};
  }
  return write_proof(text, file);
}

// The history that a check reads and writes anew.
struct Memory {
  OpenHistory open;
  Past past;
};

// Brings what is pinned into the contact.
Result<Memory> recall_for(OpenHistory open, const CheckCommand& command, const Limits& limits, UnixTime now,
                          Contact& contact) {
  const HistoryRules rules = history_rules(limits, contact.policy.value_or(Policy{}));
  const Accepting accepting = command.accept ? Accepting::yes : Accepting::no;
  const auto wrong = [&](const Error& error) {
    return Error{error.code, command.history + ": " + error.detail};
  };
  if (const auto clock = check_clock(open.history, now, rules); !clock) return wrong(clock.error());
  auto past = bring_past(open.history, rules, accepting, contact);
  if (!past) return wrong(past.error());
  return Memory{std::move(open), std::move(*past)};
}

// After the answer has been printed: news are told once, so what nobody could read must not be taken for
// told; and what could not be kept must not swallow what was seen. `main` says that the output failed.
// Of a replay nothing is kept: it has seen nobody, and whoever wrote the record could have made it up.
int keep(const Memory& memory, const CheckCommand& command, const Surroundings& around) {
  if (!around.out) return fault_status;
  int status = 0;
  if (memory.past.after && command.replay.empty())
    if (const auto saved = save_history(memory.open, *memory.past.after); !saved)
      status = worse(status, fail(saved.error(), around));
  if (memory.past.refused) status = worse(status, fail(*memory.past.refused, around));
  return status;
}

// Prints one report, and draws it where that is wanted. Errors: those of the picture's file; then nothing was
// printed.
Result<void> print(const Report& report, const CheckCommand& command, std::size_t contacts,
                   const Surroundings& around) {
  if (!command.graph.empty() && command.graph != "-") {
    if (auto drawn = write_graph_file(report, command.graph); !drawn) return drawn;
  }
  if (command.graph == "-") {
    around.out << write_svg(graph_of(report));
  } else if (command.format == Format::json) {
    around.out << json::write(to_json(report)) << "\n";
  } else {
    around.out << write_text(report, around.style);
    if (command.detail == Detail::explained) around.out << "\n" << write_explanation(report, around.style);
    if (contacts > 1) around.out << "\n";
  }
  around.out.flush();
  return {};
}

}  // namespace

int run(const CheckCommand& command, const Surroundings& around) {
  auto tables = load_tables(around.config);
  if (!tables) return fail(tables.error(), around);
  if (!command.as_table.empty()) {
    auto networks = read_networks(command.as_table);
    if (!networks) return fail(networks.error(), around);
    tables->networks = std::move(*networks);
  }
  auto contacts = read_contacts(command, tables->operators);
  if (!contacts) return fail(contacts.error(), around);
  if (const auto checked = check_extras(command, contacts->size()); !checked)
    return fail(checked.error(), around);
  if (!command.history.empty() && contacts->size() > 1)
    return fail({Code::bad_argument, "--history is about one contact; check one at a time"}, around);
  std::optional<OpenHistory> history;  // before a record is begun: of what cannot be checked, there is none
  if (!command.history.empty()) {
    auto open = open_history(command.history);
    if (!open) return fail(open.error(), around);
    history.emplace(std::move(*open));
  }
  auto world = World::open(command, *tables, around.now);
  if (!world) return fail(world.error(), around);

  if (command.manners == Manners::crawl && command.replay.empty() && !tables->settings.contact)
    note("the settings name no `contact`: sites cannot tell whom to ask about this crawl", around);
  boost::asio::io_context context(1);  // outlives the workers
  const auto workers = Workers::start();
  if (!workers) return fail(workers.error(), around);

  std::optional<Memory> memory;  // of the only contact
  if (history) {
    auto recalled = recall_for(std::move(*history), command, tables->limits, world->now(), contacts->front());
    if (!recalled) return fail(recalled.error(), around);
    memory.emplace(std::move(*recalled));
  }
  const std::size_t count = contacts->size();
  std::vector<Case> cases;
  for (Contact& contact : *contacts)
    cases.push_back({std::move(contact), cases.size(), memory ? &memory->past : nullptr});

  int status = 0;
  std::vector<Report> ended;  // what --proof asks for
  const ReportSink sink = [&](const Case& of, Report report) {
    report.acceptance = acceptance_of(of.contact);
    if (const auto printed = print(report, command, count, around); !printed) {
      status = worse(status, fail(printed.error(), around));
    } else {
      if (memory) status = worse(status, keep(*memory, command, around));
      status = worse(status, exit_status(report));
    }
    if (!command.proof.empty()) ended.push_back(std::move(report));
  };
  Checker checker(context.get_executor(), *tables, *world, command.manners, **workers,
                  command.name_servers ? NameServers::asked : NameServers::not_asked);
  const RunClock clock = [now = world->now()] { return now; };
  run_until_over(context, checker.run(source_of(std::move(cases)), clock, HandOver::in_order, sink));
  if (const auto finished = world->finish(); !finished) return fail(finished.error(), around);
  if (!command.proof.empty()) {
    if (const auto kept = keep_proof(ended, command.proof, around); !kept) return fail(kept.error(), around);
  }
  around.leave(status);
  return status;
}

}  // namespace quorate
