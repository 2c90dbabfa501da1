// Turns limits, settings and the command line into what the fetcher is told.
#pragma once

#include "crawler/fetch/settings.hpp"
#include "crawler/tables.hpp"
#include "crawler/world_options.hpp"

#include <string>
#include <vector>

namespace quorate {

// Errors: bad_argument and bad_config for an address that is none.
Result<FetchSettings> fetch_settings(const WorldOptions& options, const Tables& tables);

// One vantage point: what the fetcher of its path is told, which differs from `base` in the path alone.
struct Vantage {
  std::string name;
  FetchSettings settings;
};

// Those of the settings; none where the command line asks for another path. Errors: bad_config.
Result<std::vector<Vantage>> vantages(const WorldOptions& options, const Tables& tables,
                                      const FetchSettings& base);

}  // namespace quorate
