// Turns trees that were parsed before into tables, as load_services and load_limits do with files.
#pragma once

#include "config/limits.hpp"
#include "config/services.hpp"
#include "config/yaml/yaml.hpp"

namespace quorate {

// Errors: those of load_services.
Result<Services> read_services(const YamlNode& root);
// Errors: those of load_limits.
Result<Limits> read_limits(const YamlNode& root);

}  // namespace quorate
