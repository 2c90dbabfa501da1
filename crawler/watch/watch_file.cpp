#include "crawler/watch/watch_file.hpp"

#include "crawler/contacts.hpp"
#include "crawler/files.hpp"
#include "crawler/key_file.hpp"
#include "crawler/watch/sinks/webhook_fetch.hpp"

#include <filesystem>
#include <set>

namespace quorate {
namespace {

constexpr std::size_t max_watch_bytes = std::size_t{1024} * 1024;  // ten thousand contact files
constexpr std::size_t max_secret_bytes = 4096;
constexpr std::size_t min_secret_bytes = 16;  // 128 bits, where they are random

std::string beside(const std::filesystem::path& file, const std::string& path) {
  return (file.parent_path() / path).string();
}

void resolve_paths(const std::string& file, WatchSettings& settings) {
  const auto mend = [&](std::optional<std::string>& path) {
    if (path) path = beside(file, *path);
  };
  if (!is_database(settings.store)) settings.store = beside(file, settings.store);
  mend(settings.settings);
  mend(settings.policy_file);
  mend(settings.ca_file);
  if (settings.log) {
    settings.log->key = beside(file, settings.log->key);
    settings.log->checkpoint = beside(file, settings.log->checkpoint);
  }
  for (std::string& contact : settings.contacts) contact = beside(file, contact);
  for (SinkSettings& sink : settings.sinks) {
    if (auto* log = std::get_if<LogSinkSettings>(&sink.to); log != nullptr && log->file != "-")
      log->file = beside(file, log->file);
    if (auto* hook = std::get_if<WebhookSettings>(&sink.to)) {
      mend(hook->secret_file);
      mend(hook->ca_file);
    }
  }
  if (settings.api) {
    settings.api->tokens = beside(file, settings.api->tokens);
    if (settings.api->tls)
      settings.api->tls =
          TlsFiles{beside(file, settings.api->tls->certificate), beside(file, settings.api->tls->key)};
  }
}

Result<WatchSettings> read_settings(const std::string& file) {
  const auto bytes = read_file(file, max_watch_bytes);
  if (!bytes) return bytes.error();
  auto settings = load_watch(file, *bytes);
  if (settings) resolve_paths(file, *settings);
  return settings;
}

// The line's end that an editor puts there is not part of it.
Result<std::string> read_secret(const std::string& file) {
  auto secret = read_file(file, max_secret_bytes);
  if (!secret) return secret;
  while (!secret->empty() && (secret->back() == '\n' || secret->back() == '\r')) secret->pop_back();
  if (secret->size() < min_secret_bytes)
    return Error{Code::bad_config, file + ": a secret has at least " + std::to_string(min_secret_bytes) +
                                       " bytes; make one with: head -c 32 /dev/urandom | base64"};
  return secret;
}

Result<std::vector<ContactFile>> read_contact_files(const WatchSettings& settings, const Tables& tables) {
  std::vector<ContactFile> files;
  std::set<std::string> names;
  for (const std::string& path : settings.contacts) {
    auto file = read_contact_document(path);
    if (!file) return file.error();
    if (const auto checked = check_document(path, file->document, tables); !checked) return checked.error();
    if (!names.insert(file->name).second)
      return Error{Code::bad_config, path + ": another contact is called " + file->name};
    files.push_back(std::move(*file));
  }
  return files;
}

// What would be found out only when the daemon has ended the work by the files before.
Result<void> check_ways(const std::string& file, const WatchPlan& plan) {
  const auto wrong = [&](const Error& error) { return Error{error.code, file + ": " + error.detail}; };
  constexpr UnixTime any_time = 0;
  if (const auto world = World::open(world_options(plan.settings), plan.tables, any_time); !world)
    return wrong(world.error());
  for (const SinkSettings& sink : plan.settings.sinks)
    if (const auto* hook = std::get_if<WebhookSettings>(&sink.to))
      if (const auto way = webhook_fetch(*hook, plan.settings, plan.tables); !way) return wrong(way.error());
  return {};
}

}  // namespace

WorldOptions world_options(const WatchSettings& settings) {
  WorldOptions options;
  options.ca_file = settings.ca_file.value_or("");
  options.connect_to = settings.connect_to.value_or("");
  options.resolver = settings.resolver.value_or("");
  options.manners = Manners::crawl;
  return options;
}

Result<WatchPlan> read_watch_file(const std::string& file) {
  auto settings = read_settings(file);
  if (!settings) return settings.error();
  WatchPlan plan;
  auto tables = load_tables(settings->settings.value_or(""));
  if (!tables) return tables.error();
  plan.tables = std::move(*tables);
  plan.policy = settings->policy;
  if (settings->policy_file) {
    auto policy = read_policy_file(*settings->policy_file);
    if (!policy) return policy.error();
    plan.policy = std::move(*policy);
  }
  if (plan.policy) {
    if (!plan.policy->required.empty())
      return Error{Code::bad_config,
                   file + ": \"required\" names accounts, so it belongs into the contacts' policies"};
    if (const auto fits = check_operators(*plan.policy, plan.tables.operators); !fits) return fits.error();
  }
  auto contacts = read_contact_files(*settings, plan.tables);
  if (!contacts) return contacts.error();
  plan.contacts = std::move(*contacts);
  for (const SinkSettings& sink : settings->sinks)
    if (const auto* hook = std::get_if<WebhookSettings>(&sink.to); hook != nullptr && hook->secret_file) {
      auto secret = read_secret(*hook->secret_file);
      if (!secret) return secret.error();
      plan.secrets[sink.name] = std::move(*secret);
    }
  if (settings->api) {
    auto api = plan_api(*settings->api);
    if (!api) return api.error();
    plan.api = std::move(*api);
  }
  if (settings->log) {
    const auto key = read_key_file(settings->log->key);
    if (!key) return key.error();
    plan.log = LogSigning{settings->log->origin, key->seed, settings->log->checkpoint};
  }
  plan.settings = std::move(*settings);
  if (const auto ways = check_ways(file, plan); !ways) return ways.error();
  return plan;
}

Result<std::string> store_of(const std::string& store, const std::string& watch_file) {
  if (!store.empty()) return store;
  if (watch_file.empty())
    return Error{Code::bad_argument, "which store? Give --store FILE, or --config FILE with the watch file"};
  const auto settings = read_settings(watch_file);
  if (!settings) return settings.error();
  return settings->store;
}

Result<std::string> tokens_file_of(const std::string& tokens, const std::string& watch_file) {
  if (!tokens.empty()) return tokens;
  if (watch_file.empty())
    return Error{Code::bad_argument,
                 "which tokens file? Give --tokens FILE, or --config FILE with the watch file"};
  const auto settings = read_settings(watch_file);
  if (!settings) return settings.error();
  if (!settings->api)
    return Error{Code::bad_argument,
                 watch_file +
                     ": has no section \"api\"; add one, with a line \"tokens: FILE\", or "
                     "give --tokens FILE"};
  return settings->api->tokens;
}

}  // namespace quorate
