// Turns one item of a service entry's `places` into a PlaceTemplate.
#pragma once

#include "config/services.hpp"
#include "config/yaml/yaml.hpp"

namespace quorate {

// Errors: bad_config with the place.
Result<PlaceTemplate> read_place(const YamlNode& node, const std::vector<Field>& fields);

}  // namespace quorate
