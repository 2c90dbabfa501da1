#include "proofs/scan/line/reader.hpp"

#include "proofs/report/layout/time.hpp"

namespace quorate {
namespace {

constexpr std::size_t max_depth = 8;  // a line has four levels
constexpr std::size_t max_line_bytes =
    std::size_t{64} * 1024 * 1024;  // of a target whose pages are full of keys
constexpr std::size_t max_items = 65'536;

const json::Value no_value;
const std::vector<json::Value> no_items;

}  // namespace

LineReader::LineReader(const json::Value& object, std::string_view place, std::optional<Error>& error)
    : object_(object), place_(place), error_(error) {
  if (!object.is_object()) complain("", "an object is wanted");
}

void LineReader::complain(std::string_view name, std::string_view what) {
  if (error_) return;
  std::string where(place_);
  if (!place_.empty() && !name.empty()) where += ".";
  where += name;
  error_ = Error{Code::bad_json, where + (where.empty() ? "" : ": ") + std::string(what)};
}

const json::Value& LineReader::take(std::string_view name) {
  if (error_) return no_value;
  const auto& members = object_.members();
  if (next_ == members.size() || members[next_].first != name) {
    complain(name, next_ == members.size()
                       ? std::string("no such member")
                       : "wanted in the place of \"" + members[next_].first.substr(0, 40) + "\"");
    return no_value;
  }
  return members[next_++].second;
}

const std::vector<json::Value>& LineReader::items(std::string_view name) {
  const json::Value& value = take(name);
  if (error_) return no_items;
  if (!value.is_array() || value.items().size() > max_items) {
    complain(name, "a list is wanted, of at most 65536");
    return no_items;
  }
  return value.items();
}

std::string LineReader::text(std::string_view name) {
  const json::Value& value = take(name);
  if (!value.is_string()) complain(name, "a text is wanted");
  return value.is_string() ? value.text() : std::string();
}

std::optional<std::string> LineReader::optional_text(std::string_view name) {
  const json::Value& value = take(name);
  if (value.kind() == json::Kind::null) return std::nullopt;
  if (!value.is_string()) complain(name, "a text or null is wanted");
  return value.text();
}

std::vector<std::string> LineReader::texts(std::string_view name) {
  std::vector<std::string> all;
  for (const json::Value& item : items(name)) {
    if (!item.is_string()) complain(name, "texts are wanted");
    all.push_back(item.text());
  }
  return all;
}

std::int64_t LineReader::number(std::string_view name, std::int64_t least, std::int64_t most) {
  const json::Value& value = take(name);
  if (error_) return least;
  const auto number = value.integer();
  if (number && *number >= least && *number <= most) return *number;
  complain(name, "a whole number is wanted, from " + std::to_string(least) + " to " + std::to_string(most));
  return least;
}

std::vector<std::int64_t> LineReader::numbers(std::string_view name, std::int64_t least, std::int64_t most) {
  std::vector<std::int64_t> all;
  for (const json::Value& item : items(name)) {
    const auto number = item.integer();
    if (!number || *number < least || *number > most) complain(name, "whole numbers are wanted, within their limits");
    all.push_back(number ? *number : least);
  }
  return all;
}

bool LineReader::boolean(std::string_view name) {
  const json::Value& value = take(name);
  if (value.kind() != json::Kind::boolean) complain(name, "true or false is wanted");
  return value.truth();
}

UnixTime LineReader::time(std::string_view name) {
  const auto written = optional_text(name);
  if (!written || error_) return 0;
  const auto time = parse_time(*written);
  if (!time) complain(name, time.error().detail);
  return time ? *time : 0;
}

void LineReader::null(std::string_view name) {
  if (take(name).kind() != json::Kind::null) complain(name, "null is wanted");
}

void LineReader::require(bool fits, std::string_view name, std::string_view what) {
  if (!fits) complain(name, what);
}

Speaker LineReader::speaker_members() {
  Speaker speaker;
  speaker.key.kind = choice("kind", KeyKind::keybase);
  speaker.key.id = text("id");
  speaker.subject = text("subject");
  return speaker;
}

std::vector<Speaker> LineReader::speakers(std::string_view name) {
  return objects(name, [](LineReader& speaker) { return speaker.speaker_members(); });
}

void LineReader::end() {
  if (!error_ && next_ != object_.members().size())
    complain(object_.members()[next_].first.substr(0, 40), "unknown member");
}

KeyName read_key_name(LineReader& in) {
  const KeyKind kind = in.choice("kind", KeyKind::keybase);
  return {kind, in.text("id")};
}

Result<void> read_line(std::string_view line, std::string_view schema,
                       const std::function<void(LineReader&)>& read) {
  if (line.size() > max_line_bytes) return Error{Code::over_limit, "a line of more than 64 MiB"};
  const auto value = json::parse(line, max_depth);
  if (!value) return value.error();
  std::optional<Error> error;
  LineReader reader(*value, "", error);
  if (const std::string own = reader.text("schema"); !error && own != schema)
    return Error{Code::bad_json, "the schema is \"" + own.substr(0, 40) + "\"; this program reads \"" +
                                     std::string(schema) + "\""};
  if (!error) read(reader);
  reader.end();
  if (error) return *error;
  return {};
}

}  // namespace quorate
