#include "crawler/commands/run.hpp"
#include "crawler/store/open_store.hpp"
#include "crawler/watch/service.hpp"
#include "proofs/encoding/utf8.hpp"

namespace quorate {
namespace {

constexpr std::size_t longest_line = 2000;  // of what the daemon says

std::size_t count_of(const WatchPlan& plan) { return plan.contacts.size(); }

}  // namespace

int run(const WatchCommand& command, const Surroundings& around) {
  using Verb = WatchCommand::Verb;
  if (command.verb == Verb::print) {
    around.out << watch_reference();
    return 0;
  }
  if (command.watch_file.empty())
    return fail(
        {Code::bad_argument, "--config FILE is needed: the watch file (quorate watch --print-config)"},
        around);
  const PlanReader read = [&] { return read_watch_file(command.watch_file); };
  auto plan = read();
  if (!plan) return fail(plan.error(), around);
  if (command.verb == Verb::check) {
    around.out << command.watch_file << ": right: " << count_of(*plan) << " contact files, "
               << plan->settings.sinks.size() << " sinks, store " << plan->settings.store;
    if (plan->settings.api)
      for (const std::string& address : plan->settings.api->listen) around.out << ", API at " << address;
    around.out << "\n";
    return 0;
  }
  const auto say = [&](const std::string& line) { note(printable(line, longest_line), around); };
  auto store = open_store(plan->settings.store, {StoreRole::watcher, say});
  if (!store) return fail(store.error(), around);
  if (!plan->tables.settings.contact)
    note("the settings name no `contact`: sites cannot tell whom to ask about these requests", around);
  const Watch watch = command.verb == Verb::once ? Watch::once : Watch::on;
  if (const auto served = serve(std::move(*plan), read, **store, watch, say); !served)
    return fail(served.error(), around);
  return 0;
}

}  // namespace quorate
