// The YAML files that are built into the program, byte for byte, and packed for a quick start.
#pragma once

#include <string_view>

namespace quorate {

std::string_view shipped_services();       // config/services.yaml
std::string_view shipped_limits();         // config/limits.yaml
std::string_view shipped_operators();      // config/operators.yaml
std::string_view shipped_suffix_owners();  // config/suffix_owners.yaml

// Made of these by scripts/pack_tables.cpp when the program is built.
std::string_view packed_services();   // pack_tree of services.yaml
std::string_view packed_limits();     // pack_tree of limits.yaml
std::string_view packed_operators();  // pack_operators of operators.yaml and suffix_owners.yaml

}  // namespace quorate
