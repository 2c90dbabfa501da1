// Turns YAML bytes into a tree in which every node knows its file, line and column.
#pragma once

#include "proofs/result.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

inline constexpr std::size_t max_yaml_bytes =
    std::size_t{1024} * 1024;                      // a services file of some thousand entries
inline constexpr std::size_t max_yaml_depth = 16;  // the deepest file of ours has 7 levels

// Where something stands, for people. Lines and columns (of bytes) begin at 1.
struct YamlPlace {
  std::shared_ptr<const std::string> file;
  std::size_t line = 1;
  std::size_t column = 1;
};

// Code::bad_config with "FILE:LINE:COLUMN: why".
Error error_at(const YamlPlace& place, std::string_view why);

struct YamlMember;

// `text` is used by plain and quoted scalars, `items` by sequences, `members` by maps. `nothing` is a missing
// value or null.
struct YamlNode {
  enum class Kind { nothing, plain, quoted, sequence, map };
  Kind kind = Kind::nothing;
  std::string text;
  std::vector<YamlNode> items;
  std::vector<YamlMember> members;
  YamlPlace place;
};

// A key of a map, with its own place, and its value.
struct YamlMember {
  std::string key;
  YamlPlace place;
  YamlNode value;
};

// Parses the one document in `bytes`, which nobody need trust; `file` is its name for messages. Refused: what
// is not UTF-8, control characters, a byte order mark, no document or more than one, duplicate keys, keys
// that are no scalars, anchors, aliases and tags, more than max_yaml_bytes or max_yaml_depth. Errors:
// bad_config with the place.
Result<YamlNode> parse_yaml(std::string_view file, std::string_view bytes);

}  // namespace quorate
