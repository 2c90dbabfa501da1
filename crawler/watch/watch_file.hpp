// Reads a watch file with all that it names: tables, policy, contacts, secrets.
#pragma once

#include "config/watch.hpp"
#include "crawler/tables.hpp"
#include "crawler/watch/api/api_plan.hpp"
#include "crawler/watch/clerk.hpp"
#include "crawler/watch/log_keeper.hpp"
#include "crawler/world.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace quorate {

struct WatchPlan {
  WatchSettings settings;  // with every path made absolute or relative to the working directory
  Tables tables;
  std::optional<Policy> policy;                // of contacts without one
  std::vector<ContactFile> contacts;           // in their order, each name once
  std::map<std::string, std::string> secrets;  // of webhooks, by the sink's name
  std::optional<ApiPlan> api;                  // none: it is not served
  std::optional<LogSigning> log;               // none: the log is not signed
};

// Errors: file_failed, bad_config with the place; bad_argument for a way to the network that makes no sense.
Result<WatchPlan> read_watch_file(const std::string& file);

// How the accounts of the contacts are reached.
WorldOptions world_options(const WatchSettings& settings);

// The store that a command means: named outright, or by a watch file. Errors: bad_argument where neither is
// given; those of the file.
Result<std::string> store_of(const std::string& store, const std::string& watch_file);
// The same for the tokens file of the API.
Result<std::string> tokens_file_of(const std::string& tokens, const std::string& watch_file);

}  // namespace quorate
