// Turns YAML nodes into typed values, strictly: what is unknown, missing or of the wrong type is refused with
// its place.
#pragma once

#include "config/yaml/yaml.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// The least and the most that a number, a length or a count may be.
struct Range {
  std::uint32_t least = 0;
  std::uint32_t most = 0;
};

// In the following, `what` names the value in messages ("the key \"id\""). Errors: bad_config with the place.

// A scalar that is not empty. A plain one that YAML reads as a number or truth value must be quoted.
Result<std::string> read_string(const YamlNode& node, std::string_view what);
// A string of lower-case letters, digits and hyphens that does not begin with a hyphen.
Result<std::string> read_id(const YamlNode& node, std::string_view what);
// Plain decimal digits without sign or leading zeros.
Result<std::uint32_t> read_integer(const YamlNode& node, std::string_view what, Range range);
// A sequence of that many items.
Result<std::span<const YamlNode>> read_list(const YamlNode& node, std::string_view what, Range range);
// A sequence of strings.
Result<std::vector<std::string>> read_strings(const YamlNode& node, std::string_view what, Range range);

// Reads a map key by key. The first failure is kept and every later call gives an empty value; `finish` tells
// it. The keys that were asked for are the keys that may stand there: `finish` refuses all others. `map` must
// outlive the reader.
class MapReader {
 public:
  MapReader(const YamlNode& map, std::string_view what);

  const YamlNode* find(std::string_view key);      // null where it is missing
  const YamlNode* required(std::string_view key);  // null after a failure
  std::string string(std::string_view key);
  std::optional<std::string> optional_string(std::string_view key);
  std::optional<std::uint32_t> optional_integer(std::string_view key, Range range);
  std::uint32_t integer(std::string_view key, Range range);
  std::vector<std::string> strings(std::string_view key, Range range);
  std::vector<std::string> optional_strings(std::string_view key, Range range);

  void fail(Error error);
  void fail_at(const YamlNode* node, std::string_view why);  // null: the map itself
  // The value of `result`, or an empty one with its failure kept.
  template <class T>
  T keep(Result<T> result) {
    if (result) return std::move(*result);
    fail(result.error());
    return T{};
  }
  void keep(const Result<void>& result) {
    if (!result) fail(result.error());
  }

  [[nodiscard]] Result<void> finish();

 private:
  const YamlNode& map_;
  std::string what_;
  std::vector<std::string> asked_;
  std::optional<Error> error_;
};

}  // namespace quorate
