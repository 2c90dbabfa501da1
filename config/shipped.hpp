// The YAML files that are built into the program, byte for byte.
#pragma once

#include <string_view>

namespace quorate {

std::string_view shipped_services();       // config/services.yaml
std::string_view shipped_limits();         // config/limits.yaml
std::string_view shipped_operators();      // config/operators.yaml
std::string_view shipped_suffix_owners();  // config/suffix_owners.yaml

}  // namespace quorate
