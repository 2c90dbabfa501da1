#include "crawler/commands/run.hpp"
#include "crawler/store/open_store.hpp"
#include "crawler/watch/service.hpp"
#include "proofs/encoding/utf8.hpp"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <unistd.h>

namespace quorate {
namespace {

constexpr std::size_t longest_line = 2000;  // of what the daemon says

// What the daemon would find out with the first event.
Result<void> check_receivers(const std::string& watch_file, const std::vector<SinkSettings>& sinks) {
  for (const SinkSettings& sink : sinks) {
    const auto wrong = [&](const std::string& why) {
      return Error{Code::bad_config,
                   watch_file + ":" + std::to_string(sink.line) + ": the sink \"" + sink.name + "\": " + why};
    };
    if (const auto* log = std::get_if<LogSinkSettings>(&sink.to); log != nullptr && log->file != "-") {
      const auto folder = std::filesystem::absolute(log->file).parent_path();
      std::error_code ignored;
      if (!std::filesystem::is_directory(folder, ignored))
        return wrong("there is no folder " + folder.string() + "; make it, for the daemon does not");
    }
    if (const auto* command = std::get_if<CommandSinkSettings>(&sink.to))
      if (::access(command->argv.front().c_str(), X_OK) != 0)
        return wrong(command->argv.front() + ": cannot be run: " + std::strerror(errno));
  }
  return {};
}

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
    if (const auto there = check_receivers(command.watch_file, plan->settings.sinks); !there)
      return fail(there.error(), around);
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
