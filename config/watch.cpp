#include "config/watch.hpp"

#include "config/yaml/reader.hpp"
#include "proofs/log/checkpoint.hpp"

#include <algorithm>
#include <array>

namespace quorate {
namespace {

constexpr Range file_count = {1, max_watch_files};
constexpr Range sink_count = {1, max_sinks};
constexpr Range argument_count = {1, 64};
constexpr Range timeout_range = {1, 600};
constexpr std::uint32_t default_timeout = 30;  // seconds: a mail server that is slow has answered by then

bool is_local_http(std::string_view url) {
  return url.starts_with("http://127.0.0.1:") || url.starts_with("http://127.0.0.1/") ||
         url.starts_with("http://[::1]:") || url.starts_with("http://[::1]/");
}

Result<LogSinkSettings> read_log(const YamlNode& node) {
  MapReader reader(node, "log");
  LogSinkSettings log{reader.string("file")};
  if (const auto done = reader.finish(); !done) return done.error();
  return log;
}

Result<WebhookSettings> read_webhook(const YamlNode& node) {
  MapReader reader(node, "webhook");
  WebhookSettings hook;
  hook.url = reader.string("url");
  hook.secret_file = reader.optional_string("secret_file");
  hook.ca_file = reader.optional_string("ca_file");
  const auto local = reader.optional_string("allow_local");
  if (local && *local != "yes" && *local != "no")
    reader.fail_at(reader.find("allow_local"), "\"allow_local\" must be \"yes\" or \"no\"");
  if (local == "yes") hook.local = LocalTargets::allowed;
  if (is_local_http(hook.url)) {
    if (hook.local == LocalTargets::refused)
      reader.fail_at(reader.find("url"),
                     "http:// is for this machine alone, and only with allow_local: \"yes\"");
  } else if (!hook.url.starts_with("https://")) {
    reader.fail_at(reader.find("url"),
                   "\"url\" must be an https:// address, or http://127.0.0.1:PORT/... on this machine");
  }
  if (const auto done = reader.finish(); !done) return done.error();
  return hook;
}

Result<CommandSinkSettings> read_command(const YamlNode& node) {
  MapReader reader(node, "command");
  CommandSinkSettings command;
  command.argv = reader.strings("argv", argument_count);
  command.timeout_seconds =
      reader.optional_integer("timeout_seconds", timeout_range).value_or(default_timeout);
  if (!command.argv.empty() && !command.argv.front().starts_with('/'))
    reader.fail_at(reader.find("argv"), "the program must be named by its whole path");
  if (const auto done = reader.finish(); !done) return done.error();
  return command;
}

Result<SinkSettings> read_sink(const YamlNode& node) {
  MapReader reader(node, "sink");
  SinkSettings sink;
  sink.line = node.place.line;
  if (const YamlNode* name = reader.required("name")) sink.name = reader.keep(read_id(*name, "\"name\""));
  const YamlNode* log = reader.find("log");
  const YamlNode* webhook = reader.find("webhook");
  const YamlNode* command = reader.find("command");
  if ((log != nullptr) + (webhook != nullptr) + (command != nullptr) != 1)
    reader.fail_at(nullptr, "a sink has one of \"log\", \"webhook\" and \"command\"");
  else if (log != nullptr)
    sink.to = reader.keep(read_log(*log));
  else if (webhook != nullptr)
    sink.to = reader.keep(read_webhook(*webhook));
  else
    sink.to = reader.keep(read_command(*command));
  if (const auto done = reader.finish(); !done) return done.error();
  return sink;
}

std::vector<SinkSettings> read_sinks(MapReader& reader, const YamlNode& node) {
  std::vector<SinkSettings> sinks;
  for (const YamlNode& item : reader.keep(read_list(node, "\"sinks\"", sink_count))) {
    SinkSettings sink = reader.keep(read_sink(item));
    for (const SinkSettings& other : sinks)
      if (other.name == sink.name) reader.fail_at(&item, "another sink has this name");
    sinks.push_back(std::move(sink));
  }
  return sinks;
}

constexpr std::uint32_t year_hours = 24 * 366;

struct PaceRow {
  std::string_view key;
  std::uint32_t WatchPace::*member;
  Range range;  // outside of it a value is a slip
};
constexpr std::array<PaceRow, 13> pace_rows = {{
    {"hours", &WatchPace::hours, {1, year_hours}},
    {"fresh_hours", &WatchPace::fresh_hours, {1, year_hours}},
    {"fresh_days", &WatchPace::fresh_days, {0, 366}},
    {"quiet_hours", &WatchPace::quiet_hours, {1, year_hours}},
    {"quiet_days", &WatchPace::quiet_days, {1, 3660}},
    {"retry_minutes", &WatchPace::retry_minutes, {1, 1440}},
    {"slow_failures", &WatchPace::slow_failures, {1, 1000}},
    {"slow_hours", &WatchPace::slow_hours, {1, year_hours}},
    {"catch_up", &WatchPace::catch_up, {1, 1000}},
    {"starts_per_second", &WatchPace::starts_per_second, {1, 10'000}},
    {"sink_retry_seconds", &WatchPace::sink_retry_seconds, {1, 3600}},
    {"sink_longest_retry_seconds", &WatchPace::sink_longest_retry_seconds, {1, 86'400}},
    {"stop_seconds", &WatchPace::stop_seconds, {0, 3600}},
}};

Result<WatchPace> read_pace(const YamlNode& node) {
  MapReader reader(node, "pace");
  WatchPace pace;
  for (const PaceRow& row : pace_rows)
    pace.*row.member = reader.optional_integer(row.key, row.range).value_or(pace.*row.member);
  if (const auto done = reader.finish(); !done) return done.error();
  return pace;
}

Result<LogSettings> read_signing(const YamlNode& node) {
  MapReader reader(node, "log");
  LogSettings log{reader.string("key"), reader.string("origin"), reader.string("checkpoint")};
  if (const YamlNode* origin = reader.find("origin"))
    if (const auto named = check_origin(log.origin); !named) reader.fail_at(origin, named.error().detail);
  if (const auto done = reader.finish(); !done) return done.error();
  return log;
}

void read_network(MapReader& outer, const YamlNode& node, WatchSettings& watch) {
  MapReader reader(node, "network");
  watch.ca_file = reader.optional_string("ca_file");
  watch.connect_to = reader.optional_string("connect_to");
  watch.resolver = reader.optional_string("resolver");
  if (const auto done = reader.finish(); !done) outer.fail(done.error());
}

}  // namespace

bool is_database(std::string_view store) {
  return store.starts_with("postgresql://") || store.starts_with("postgres://");
}

Result<WatchSettings> load_watch(std::string_view file, std::string_view bytes) {
  const auto root = parse_yaml(file, bytes);
  if (!root) return root.error();
  MapReader reader(*root, "watch file");
  WatchSettings watch;
  watch.store = reader.string("store");
  watch.settings = reader.optional_string("settings");
  watch.contacts = reader.optional_strings("contacts", file_count);
  if (const YamlNode* policy = reader.find("policy")) {
    if (policy->kind == YamlNode::Kind::map)
      watch.policy = reader.keep(read_policy(*policy));
    else
      watch.policy_file = reader.keep(read_string(*policy, "\"policy\""));
  }
  if (const YamlNode* pace = reader.find("pace")) watch.pace = reader.keep(read_pace(*pace));
  if (const YamlNode* sinks = reader.find("sinks")) watch.sinks = read_sinks(reader, *sinks);
  if (const YamlNode* api = reader.find("api")) watch.api = reader.keep(read_api(*api));
  if (const YamlNode* log = reader.find("log")) watch.log = reader.keep(read_signing(*log));
  if (const YamlNode* network = reader.find("network")) read_network(reader, *network, watch);
  if (const auto done = reader.finish(); !done) return done.error();
  return watch;
}

}  // namespace quorate
