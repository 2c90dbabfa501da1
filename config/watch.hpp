// Turns a watch file (`quorate watch --config`) into WatchSettings: what the daemon watches, and whom it
// tells.
#pragma once

#include "config/api.hpp"
#include "config/policy.hpp"
#include "proofs/result.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quorate {

enum class LocalTargets { refused, allowed };

// One JSON object a line.
struct LogSinkSettings {
  std::string file;  // "-": standard output
};
struct WebhookSettings {
  std::string url;  // https; with `local` also http to an address of this machine
  std::optional<std::string> secret_file;
  std::optional<std::string> ca_file;
  LocalTargets local = LocalTargets::refused;
};
struct CommandSinkSettings {
  std::vector<std::string> argv;
  std::uint32_t timeout_seconds = 0;
};

struct SinkSettings {
  std::string name;
  std::variant<LogSinkSettings, WebhookSettings, CommandSinkSettings> to;
  std::size_t line = 0;  // of the watch file, where it stands
};

// The daemon signs its log's head, and keeps it outside of the store, too.
struct LogSettings {
  std::string key;         // a key file
  std::string origin;      // the log's name, as check_origin() has it
  std::string checkpoint;  // the file of the newest signed head
};

// When a contact is looked at again, and a receiver told again. The reasons stand in `watch_reference`.
struct WatchPace {
  std::uint32_t hours = 24;
  std::uint32_t fresh_hours = 6;
  std::uint32_t fresh_days = 3;
  std::uint32_t quiet_hours = 24;
  std::uint32_t quiet_days = 90;
  std::uint32_t retry_minutes = 15;
  std::uint32_t slow_failures = 21;
  std::uint32_t slow_hours = 168;
  std::uint32_t catch_up = 4;
  std::uint32_t starts_per_second = 1;
  std::uint32_t sink_retry_seconds = 5;
  std::uint32_t sink_longest_retry_seconds = 3600;
  std::uint32_t stop_seconds = 30;
};

// Paths are as they stand in the file; they are meant from the file's own folder.
struct WatchSettings {
  std::optional<std::string> settings;  // a settings file, as of --config of every command
  std::string store;                    // path of an SQLite file, or postgresql://...
  std::vector<std::string> contacts;    // contact files
  std::optional<Policy> policy;         // of contacts that have none, or
  std::optional<std::string> policy_file;
  WatchPace pace;
  std::vector<SinkSettings> sinks;
  std::optional<ApiSettings> api;  // none: it is not served
  std::optional<LogSettings> log;
  // Tests and demos, as the options of `quorate check`.
  std::optional<std::string> ca_file;
  std::optional<std::string> connect_to;
  std::optional<std::string> resolver;
};

bool is_database(std::string_view store);  // a connection string, not a path

// Success: what `watch_reference` describes, complete. Errors: bad_config with the place.
Result<WatchSettings> load_watch(std::string_view file, std::string_view bytes);

// A watch file with every key and what it means: what `--print-config` prints.
std::string_view watch_reference();

inline constexpr std::uint32_t max_sinks = 16;
inline constexpr std::uint32_t max_watch_files = 10'000;

}  // namespace quorate
