#include "proofs/scan/line/writer.hpp"

#include "proofs/encoding/json.hpp"
#include "proofs/encoding/utf8.hpp"
#include "proofs/report/layout/time.hpp"

#include <algorithm>
#include <charconv>
#include <limits>

namespace quorate {
namespace {

// Stands in a JSON string as it is, and is printable.
bool is_plain(char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; }

}  // namespace

void LineWriter::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

void LineWriter::open(char bracket) {
  separate();
  out_ += bracket;
  first_ = true;
}

void LineWriter::close(char bracket) {
  out_ += bracket;
  first_ = false;
}

LineWriter& LineWriter::name(std::string_view name) {
  separate();
  out_.append(1, '"').append(name).append("\":");
  first_ = true;  // its value follows without a comma
  return *this;
}

void LineWriter::null() {
  separate();
  out_ += "null";
}

void LineWriter::boolean(bool truth) {
  separate();
  out_ += truth ? "true" : "false";
}

void LineWriter::number(std::int64_t number) {
  separate();
  char digits[24];
  out_.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

void LineWriter::string(std::string_view text) {
  separate();
  if (std::all_of(text.begin(), text.end(), is_plain))
    out_.append(1, '"').append(text).append(1, '"');
  else
    out_ += json::write(json::Value::string(printable(text, std::numeric_limits<std::size_t>::max())));
}

void LineWriter::string_or_null(std::string_view text) {
  if (text.empty())
    null();
  else
    string(text);
}

void LineWriter::time(UnixTime time) {
  const auto text = time == 0 ? std::nullopt : write_time(time);
  if (text)
    string(*text);
  else
    null();
}

void LineWriter::strings(const std::vector<std::string>& texts) {
  list(texts, [&](const std::string& text) { string(text); });
}

void LineWriter::optional_string(const std::optional<std::string>& text) {
  if (text)
    string(*text);
  else
    null();
}

void LineWriter::key(const KeyName& key) {
  begin_object();
  name("kind").string(text(key.kind));
  name("id").string(key.id);
  end_object();
}

void LineWriter::optional_key(const std::optional<KeyName>& name) {
  if (name)
    key(*name);
  else
    null();
}

void LineWriter::speaker_members(const Speaker& speaker) {
  name("kind").string(text(speaker.key.kind));
  name("id").string(speaker.key.id);
  name("subject").string(speaker.subject);
}

void LineWriter::speaker(const Speaker& speaker) {
  begin_object();
  speaker_members(speaker);
  end_object();
}

}  // namespace quorate
