// Reads JSON members by type and range, and keeps the first failure with its place.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/formats/statement.hpp"
#include "proofs/result.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// A place in a JSON document. After a failure anywhere every call gives an empty value, and `failure` tells
// the first one.
class JsonReader {
 public:
  JsonReader(std::string_view file, const json::Value& root);

  JsonReader member(std::string_view name) const;         // fails where it is missing
  std::vector<JsonReader> items(std::size_t most) const;  // fails where this is no array, or a longer one
  bool is_null() const;

  std::string string() const;
  std::vector<std::string> strings(std::size_t most) const;
  std::uint64_t number(std::uint64_t most) const;
  UnixTime time() const;
  std::optional<UnixTime> optional_time() const;

  // Fails unless this is an object with these members and no others.
  void only(std::initializer_list<std::string_view> names) const;
  void fail(std::string_view why) const;
  const std::optional<Error>& failure() const { return *failure_; }

 private:
  JsonReader(const JsonReader& parent, std::string path, const json::Value* value);

  std::string file_;
  std::string path_;
  const json::Value* value_;  // null after a failure
  std::shared_ptr<std::optional<Error>> failure_;
};

}  // namespace quorate
