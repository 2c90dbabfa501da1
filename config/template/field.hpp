// Field: a named, variable part of an account URI, and what may stand in it.
#pragma once

#include "config/yaml/reader.hpp"

#include <bitset>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate {

// host: a canonical host name. mimi_name: a NAME of a mimi: URI. characters: `least` to `most` of `allowed`,
// but never
// "." or "..", which servers take for a folder.
struct Field {
  enum class Kind { host, mimi_name, characters };
  std::string name;
  Kind kind = Kind::characters;
  std::bitset<128> allowed;  // ASCII
  Range length;

  // Whether the byte may stand somewhere in the field's value.
  bool may_hold(char byte) const;
  // Whether the value, all of whose bytes may stand in it, is one as a whole.
  bool accepts(std::string_view value) const;
};

// The values of an account's fields, as they stand in its URI.
using FieldValues = std::vector<std::pair<std::string, std::string>>;

// The `fields` mapping of a service entry: NAME: host, NAME: mimi-name, or NAME: {chars: "a-z 0-9 -", min: 1,
// max: 39}. Errors: bad_config with the place.
Result<std::vector<Field>> read_fields(const YamlNode& node);

// The field of that name, or null.
const Field* find_field(const std::vector<Field>& fields, std::string_view name);

}  // namespace quorate
