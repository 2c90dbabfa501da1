// Turns bytes into a JSON value, strictly (RFC 8259 and I-JSON, RFC 7493), and a value into bytes.
#pragma once

#include "proofs/result.hpp"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate::json {

enum class Kind { null, boolean, number, string, array, object };

class Value;
using Member = std::pair<std::string, Value>;

// A JSON value. Members keep their order; a number keeps the characters that stood in the text.
class Value {
 public:
  Value() = default;  // null

  static Value boolean(bool truth);
  static Value number(std::int64_t number);
  static Value number_text(std::string text);  // `text` must be a JSON number
  static Value string(std::string_view text);
  static Value array(std::vector<Value> items = {});
  static Value object(std::vector<Member> members = {});

  Kind kind() const { return kind_; }
  bool is_string() const { return kind_ == Kind::string; }
  bool is_object() const { return kind_ == Kind::object; }
  bool is_array() const { return kind_ == Kind::array; }

  // The characters of a string (decoded) or of a number (as written); empty for other kinds.
  const std::string& text() const { return text_; }
  bool truth() const { return truth_; }
  const std::vector<Value>& items() const { return items_; }
  const std::vector<Member>& members() const { return members_; }

  // The object's member of that name, or nothing (also when this is no object).
  const Value* find(std::string_view name) const;
  // The same for a string member's text.
  const std::string* find_string(std::string_view name) const;
  // The number, when it is an integer without fraction or exponent that fits. Errors: bad_json.
  Result<std::int64_t> integer() const;

  Value& add(std::string_view name, Value value);  // appends a member; this must be an object
  Value& add(Value item);                          // appends an item; this must be an array

 private:
  friend class Builder;
  Kind kind_ = Kind::null;
  bool truth_ = false;
  std::string text_;
  std::vector<Value> items_;
  std::vector<Member> members_;
};

// Parses the whole of `bytes`, which nobody need trust. Refused: more than `max_depth` levels, duplicate
// member names at any depth (compared after unescaping), invalid UTF-8, lone surrogates, a byte order mark,
// trailing bytes. Errors: bad_json with the offset where there is one.
Result<Value> parse(std::string_view bytes, std::size_t max_depth);

// One line, no spaces, members in their order.
std::string write(const Value& value);
// Indented by two spaces, for people.
std::string write_pretty(const Value& value);

}  // namespace quorate::json
