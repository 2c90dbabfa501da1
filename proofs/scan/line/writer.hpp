// LineWriter: writes one line of JSON straight into a buffer, member by member.
#pragma once

#include "proofs/formats/statement.hpp"
#include "proofs/score/evidence.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quorate {

// No tree of values is built: a scan writes millions of lines, and each would cost more than what it says.
// Strings of any origin come out printable, as in reports.
class LineWriter {
 public:
  explicit LineWriter(std::string& out) : out_(out) {}

  // A member's name, or nothing before an item of a list.
  LineWriter& name(std::string_view name);

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_list() { open('['); }
  void end_list() { close(']'); }
  void null();
  void boolean(bool truth);
  void number(std::int64_t number);
  void string(std::string_view text);
  void string_or_null(std::string_view text);  // null for an empty one
  void time(UnixTime time);                    // RFC 3339; null for 0 and for what it cannot write

  void strings(const std::vector<std::string>& texts);
  void optional_string(const std::optional<std::string>& text);
  void key(const KeyName& key);  // {"kind","id"}
  void optional_key(const std::optional<KeyName>& key);
  // The members of a speaker, in an object that is open: "kind","id","subject".
  void speaker_members(const Speaker& speaker);
  void speaker(const Speaker& speaker);

  // A list of whatever `write` writes for each item.
  template <class List, class Write>
  void list(const List& items, Write write) {
    begin_list();
    for (const auto& item : items) write(item);
    end_list();
  }

 private:
  void separate();
  void open(char bracket);
  void close(char bracket);

  std::string& out_;
  bool first_ = true;  // nothing stands before in this object or list
};

}  // namespace quorate
