// LineReader: reads one JSON object member by member, in the order in which the writer writes them.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/formats/statement.hpp"
#include "proofs/result.hpp"
#include "proofs/score/evidence.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// Inside LineReader the name `text` is a member's.
template <class Enum>
std::string_view line_word(Enum value) {
  return text(value);
}

// Strict: every member must be there, of its type, in its place, and none besides. The first complaint is
// kept; after it every reader gives an empty value, so that a caller asks once, in the end.
class LineReader {
 public:
  // `error` must outlive it, and be empty.
  LineReader(const json::Value& object, std::string_view place, std::optional<Error>& error);

  std::string text(std::string_view name);
  std::optional<std::string> optional_text(std::string_view name);
  std::vector<std::string> texts(std::string_view name);
  std::int64_t number(std::string_view name, std::int64_t least, std::int64_t most);
  std::vector<std::int64_t> numbers(std::string_view name, std::int64_t least, std::int64_t most);
  bool boolean(std::string_view name);
  UnixTime time(std::string_view name);  // 0 for null
  void null(std::string_view name);
  Speaker speaker_members();  // "kind","id","subject"
  std::vector<Speaker> speakers(std::string_view name);

  // The enumerator with this text, of those from 0 to `last`.
  template <class Enum>
  Enum choice(std::string_view name, Enum last) {
    return word<Enum>(text(name), name, last);
  }
  template <class Enum>
  std::vector<Enum> choices(std::string_view name, Enum last) {
    std::vector<Enum> all;
    for (const std::string& each : texts(name)) all.push_back(word<Enum>(each, name, last));
    return all;
  }
  // An object, or nothing for null.
  template <class Read>
  auto optional_object(std::string_view name, Read read)
      -> std::optional<decltype(read(std::declval<LineReader&>()))> {
    const json::Value& value = take(name);
    if (value.kind() == json::Kind::null) return std::nullopt;
    return inside(value, name, read);
  }
  template <class Read>
  auto object(std::string_view name, Read read) {
    return inside(take(name), name, read);
  }
  template <class Read>
  auto objects(std::string_view name, Read read) -> std::vector<decltype(read(std::declval<LineReader&>()))> {
    std::vector<decltype(read(std::declval<LineReader&>()))> all;
    for (const json::Value& item : items(name)) all.push_back(inside(item, name, read));
    return all;
  }

  const json::Value& any(std::string_view name) { return take(name); }
  // Complains where what was read does not fit together.
  void require(bool fits, std::string_view name, std::string_view what);
  // Nothing must be left.
  void end();

 private:
  const json::Value& take(std::string_view name);
  const std::vector<json::Value>& items(std::string_view name);
  void complain(std::string_view name, std::string_view what);

  template <class Read>
  auto inside(const json::Value& value, std::string_view name, Read read) {
    LineReader inner(value, name, error_);
    auto made = read(inner);
    inner.end();
    return made;
  }
  template <class Enum>
  Enum word(const std::string& wanted, std::string_view name, Enum last) {
    for (int i = 0; i <= static_cast<int>(last); ++i)
      if (line_word(static_cast<Enum>(i)) == wanted) return static_cast<Enum>(i);
    complain(name, "an unknown word");
    return Enum{};
  }

  const json::Value& object_;
  std::string_view place_;  // for people: the member that holds the object
  std::optional<Error>& error_;
  std::size_t next_ = 0;
};

KeyName read_key_name(LineReader& in);  // "kind","id"

// Parses a line and has its members read. Errors: bad_json, over_limit for a line that is longer than any
// that is written.
Result<void> read_line(std::string_view line, std::string_view schema,
                       const std::function<void(LineReader&)>& read);

}  // namespace quorate
