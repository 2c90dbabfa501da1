// Loads the tables of a run: the shipped services, operators and limits, and what a settings file adds to
// them.
#pragma once

#include "config/limits.hpp"
#include "config/networks.hpp"
#include "config/operators.hpp"
#include "config/services.hpp"
#include "config/settings.hpp"

#include <cstddef>
#include <string>

namespace quorate {

struct Tables {
  Settings settings;  // with every path made absolute or relative to the working directory
  Services services;
  Operators operators;  // with an entry for each that a service names
  Limits limits;
  Networks networks;  // empty where the settings name no table
};

// `settings_file` may be empty: then the shipped tables alone. Errors: file_failed, bad_config with the
// place.
Result<Tables> load_tables(const std::string& settings_file);

// All of the internet is about 50 MB: half a million lines.
inline constexpr std::size_t max_networks_bytes = std::size_t{256} * 1024 * 1024;

// A table of autonomous systems. Errors: file_failed, bad_config with the line.
Result<Networks> read_networks(const std::string& file);

}  // namespace quorate
