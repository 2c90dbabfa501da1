#include "crawler/check.hpp"

#include "config/history_rules.hpp"
#include "crawler/commands/run.hpp"
#include "crawler/contacts.hpp"
#include "crawler/graph_file.hpp"
#include "crawler/history_file.hpp"
#include "crawler/proof_file.hpp"
#include "crawler/tables.hpp"
#include "crawler/version.hpp"
#include "crawler/workers.hpp"
#include "crawler/world.hpp"
#include "proofs/explain/explain.hpp"
#include "proofs/explain/graph/svg.hpp"
#include "proofs/report/json.hpp"
#include "proofs/report/text.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <chrono>
#include <exception>

namespace quorate {
namespace asio = boost::asio;
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

Result<void> check_extras(const CheckCommand& command, std::size_t contacts) {
  if (command.detail == Detail::explained && command.format == Format::json)
    return Error{Code::bad_argument, "--why is for people; what --json prints, `quorate explain` explains"};
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

// Runs the checks one after the other; the accounts of one are looked at all at once.
class Checker {
 public:
  Checker(const Tables& tables, World& world, Workers& workers, NameServers name_servers)
      : tables_(tables),
        workers_(workers),
        name_servers_(name_servers),
        now_(world.now()),
        fetcher_(world.make_fetcher(io_.get_executor())) {}

  Report run(const Contact& contact, Past* past) {
    const auto started = std::chrono::steady_clock::now();
    Report report;
    std::exception_ptr fault;
    const Workshop workshop{tables_.services, tables_.limits, tables_.operators,   suffixes_,
                            tables_.networks, *fetcher_,      workers_.executor(), name_servers_};
    io_.restart();
    asio::co_spawn(io_, check(contact, workshop, now_, past), [&](std::exception_ptr thrown, Report made) {
      fault = thrown;
      report = std::move(made);
      io_.stop();
    });
    io_.run();
    if (fault) std::rethrow_exception(fault);
    report.versions = versions(tables_.services, tables_.operators, suffixes_);
    report.elapsed_ms =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - started)
            .count();
    return report;
  }

 private:
  const Tables& tables_;
  Workers& workers_;
  NameServers name_servers_;
  UnixTime now_;
  SuffixList suffixes_ = SuffixList::builtin();
  asio::io_context io_{1};
  std::unique_ptr<Fetcher> fetcher_;
};

// The history that a check reads and writes anew.
struct Memory {
  OpenHistory open;
  Past past;
};

// Brings what is pinned into the contact.
Result<Memory> recall_for(const CheckCommand& command, const Limits& limits, Contact& contact) {
  auto open = open_history(command.history);
  if (!open) return open.error();
  const HistoryRules rules = history_rules(limits, contact.policy.value_or(Policy{}));
  const Accepting accepting = command.accept ? Accepting::yes : Accepting::no;
  auto past = bring_past(open->history, rules, accepting, contact);
  if (!past) return Error{past.error().code, command.history + ": " + past.error().detail};
  return Memory{std::move(*open), std::move(*past)};
}

// After the answer has been printed: what could not be kept must not swallow what was seen.
int keep(const Memory& memory, const Surroundings& around) {
  int status = 0;
  if (memory.past.after)
    if (const auto saved = save_history(memory.open, *memory.past.after); !saved)
      status = worse(status, fail(saved.error(), around));
  if (memory.past.refused) status = worse(status, fail(*memory.past.refused, around));
  return status;
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
  auto world = World::open(command, *tables, around.now);
  if (!world) return fail(world.error(), around);

  const auto workers = Workers::start();
  if (!workers) return fail(workers.error(), around);

  Checker checker(*tables, *world, **workers,
                  command.name_servers ? NameServers::asked : NameServers::not_asked);
  int status = 0;
  std::vector<Report> ended;  // what --proof asks for
  for (Contact& contact : *contacts) {
    std::optional<Memory> memory;
    if (!command.history.empty()) {
      auto recalled = recall_for(command, tables->limits, contact);
      if (!recalled) return fail(recalled.error(), around);
      memory.emplace(std::move(*recalled));
    }
    Report report = checker.run(contact, memory ? &memory->past : nullptr);
    if (memory) status = worse(status, keep(*memory, around));
    report.acceptance = acceptance_of(contact);
    if (!world->connect_to().empty()) report.connect_to = world->connect_to();
    if (!command.graph.empty() && command.graph != "-") {
      if (const auto drawn = write_graph_file(report, command.graph); !drawn)
        return fail(drawn.error(), around);
    }
    if (command.graph == "-") {
      around.out << write_svg(graph_of(report));
    } else if (command.format == Format::json) {
      around.out << json::write(to_json(report)) << "\n";
    } else {
      around.out << write_text(report, around.style);
      if (command.detail == Detail::explained) around.out << "\n" << write_explanation(report, around.style);
      if (contacts->size() > 1) around.out << "\n";
    }
    status = worse(status, exit_status(report));
    if (!command.proof.empty()) ended.push_back(std::move(report));
  }
  if (!command.proof.empty()) {
    if (const auto kept = keep_proof(ended, command.proof, around); !kept) return fail(kept.error(), around);
  }
  if (const auto finished = world->finish(); !finished) return fail(finished.error(), around);
  return status;
}

}  // namespace quorate
