#include "config/template/field.hpp"

#include "proofs/identity/host.hpp"

#include <algorithm>
#include <optional>

namespace quorate {
namespace {

constexpr std::uint32_t max_name_bytes =
    128;  // statement.md section 3, for mimi names; longer handles are not known

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A character that stands in a path as it is: pchar of RFC 3986 section 3.3 without the percent sign.
bool stands_in_path(char c) {
  return is_lower(c) || is_upper(c) || is_digit(c) ||
         std::string_view("-._~!$&'()*+,;=:@").find(c) != std::string_view::npos;
}

bool is_range(std::string_view word) {
  if (word.size() != 3 || word[1] != '-' || word[0] >= word[2]) return false;
  return (is_lower(word[0]) && is_lower(word[2])) || (is_upper(word[0]) && is_upper(word[2])) ||
         (is_digit(word[0]) && is_digit(word[2]));
}

// "a-z 0-9 -": ranges and single characters, separated by single spaces.
std::optional<std::bitset<128>> parse_characters(std::string_view text) {
  std::bitset<128> allowed;
  while (true) {
    const std::size_t space = text.find(' ');
    const std::string_view word = text.substr(0, space);
    if (is_range(word)) {
      for (char c = word[0]; c <= word[2]; ++c) allowed.set(static_cast<std::size_t>(c));
    } else if (word.size() == 1 && stands_in_path(word[0])) {
      allowed.set(static_cast<std::size_t>(word[0]));
    } else {
      return std::nullopt;
    }
    if (space == text.npos) return allowed;
    text.remove_prefix(space + 1);
  }
}

Result<void> read_characters(const YamlNode& node, Field& field) {
  MapReader reader(node, "field " + field.name);
  const YamlNode* chars = reader.required("chars");
  if (chars != nullptr) {
    const auto allowed = parse_characters(reader.keep(read_string(*chars, "\"chars\"")));
    if (!allowed)
      reader.fail_at(
          chars, "\"chars\" must be ranges and single characters that a path may hold, like \"a-z 0-9 -\"");
    field.allowed = allowed.value_or(std::bitset<128>());
  }
  field.length.least = reader.integer("min", {1, max_name_bytes});
  const YamlNode* most = reader.required("max");
  if (most != nullptr) field.length.most = reader.keep(read_integer(*most, "\"max\"", {1, max_name_bytes}));
  if (field.length.most < field.length.least) reader.fail_at(most, "\"max\" is smaller than \"min\"");
  return reader.finish();
}

bool is_field_name(std::string_view name) {
  return !name.empty() &&
         std::all_of(name.begin(), name.end(), [](char c) { return is_lower(c) || c == '_'; });
}

}  // namespace

bool Field::may_hold(char byte) const {
  switch (kind) {
    case Kind::host:
      return is_lower(byte) || is_digit(byte) || byte == '-' || byte == '.';
    case Kind::mimi_name:
      return byte != '/';
    case Kind::characters:
      break;
  }
  const auto code = static_cast<unsigned char>(byte);
  return code < allowed.size() && allowed.test(code);
}

bool Field::accepts(std::string_view value) const {
  switch (kind) {
    case Kind::host:
      return check_host(value).has_value();
    case Kind::mimi_name:
      return !value.empty();  // the rest of its grammar is mimi.hpp's
    case Kind::characters:
      break;
  }
  return value.size() >= length.least && value.size() <= length.most && value != "." && value != "..";
}

Result<std::vector<Field>> read_fields(const YamlNode& node) {
  if (node.kind != YamlNode::Kind::map || node.members.empty())
    return error_at(node.place, "\"fields\" must be a mapping from names to what may stand in them");
  std::vector<Field> fields;
  for (const YamlMember& member : node.members) {
    Field field;
    field.name = member.key;
    if (!is_field_name(field.name))
      return error_at(member.place, "a field's name is lower-case letters and _");
    const YamlNode& value = member.value;
    if (value.kind == YamlNode::Kind::map) {
      if (const auto read = read_characters(value, field); !read) return read.error();
    } else if (value.kind == YamlNode::Kind::plain && value.text == "host") {
      field.kind = Field::Kind::host;
    } else if (value.kind == YamlNode::Kind::plain && value.text == "mimi-name") {
      field.kind = Field::Kind::mimi_name;
    } else {
      return error_at(value.place, "a field is: host, mimi-name, or {chars: \"a-z 0-9 -\", min: 1, max: 39}");
    }
    fields.push_back(std::move(field));
  }
  return fields;
}

const Field* find_field(const std::vector<Field>& fields, std::string_view name) {
  const auto found =
      std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.name == name; });
  return found == fields.end() ? nullptr : &*found;
}

}  // namespace quorate
