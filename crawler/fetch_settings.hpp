// Turns limits, settings and the command line into what the fetcher is told.
#pragma once

#include "crawler/command_line.hpp"
#include "crawler/fetch/settings.hpp"
#include "crawler/tables.hpp"

namespace quorate {

// Errors: bad_argument and bad_config for an address that is none.
Result<FetchSettings> fetch_settings(const CheckCommand& command, const Tables& tables);

}  // namespace quorate
