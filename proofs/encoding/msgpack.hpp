// Turns MessagePack bytes into a value, strictly: only the kinds that signature packets use, each in its
// shortest encoding.
#pragma once

#include "proofs/encoding/base64.hpp"
#include "proofs/result.hpp"

#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate::msgpack {

enum class Kind { nil, boolean, integer, text, bytes, array, map };

class Value;
using Member = std::pair<std::string_view, Value>;

// A MessagePack value. Texts, bytes and member names point into the input, which must outlive the value.
class Value {
 public:
  Value() = default;  // nil

  Kind kind() const { return kind_; }
  // Each of these is empty when the value is of another kind.
  std::optional<bool> boolean() const;
  std::optional<std::uint64_t> integer() const;
  std::optional<std::string_view> text() const;
  std::optional<ByteView> bytes() const;
  const std::vector<Value>& items() const { return items_; }
  const std::vector<Member>& members() const { return members_; }

  // The map's member of that name, or nothing (also when this is no map).
  const Value* find(std::string_view name) const;

 private:
  friend class Reader;
  Kind kind_ = Kind::nil;
  std::uint64_t number_ = 0;  // of an integer, and 0 or 1 of a boolean
  ByteView bytes_;            // of bytes and of text
  std::vector<Value> items_;
  std::vector<Member> members_;
};

// Parses the whole of `bytes`, which nobody need trust. Refused: more than `max_depth` levels of arrays and
// maps, a size larger than what remains, an encoding that is not the shortest, duplicate member names, names
// that are not text, trailing bytes, and all kinds but nil, booleans, unsigned integers, text up to 255
// bytes, bytes, and arrays and maps of up to 15 members. Errors: bad_encoding with the offset.
Result<Value> parse(ByteView bytes, std::size_t max_depth);

}  // namespace quorate::msgpack
