#include "proofs/extract/json_pointer.hpp"

#include <algorithm>
#include <charconv>

namespace quorate {
namespace {

constexpr std::string_view every_item = "/*";

Error bad_page(std::string_view pointer, std::string_view what) {
  return {Code::bad_page, "the JSON value " + std::string(pointer) + " " + std::string(what)};
}

// The next segment of a checked pointer, unescaped (RFC 6901 section 4), taken off its beginning.
std::string take_segment(std::string_view& pointer) {
  pointer.remove_prefix(1);
  const std::string_view raw = pointer.substr(0, pointer.find('/'));
  pointer.remove_prefix(raw.size());
  std::string segment;
  for (std::size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] != '~') {
      segment.push_back(raw[i]);
    } else {
      segment.push_back(raw[++i] == '0' ? '~' : '/');
    }
  }
  return segment;
}

// RFC 6901 section 4: 0, or digits without a leading zero.
const json::Value* item_at(const json::Value& array, std::string_view index) {
  const bool is_index = !index.empty() && (index == "0" || index.front() != '0') &&
                        std::all_of(index.begin(), index.end(), [](char c) { return c >= '0' && c <= '9'; });
  std::size_t number = 0;
  const auto read = std::from_chars(index.data(), index.data() + index.size(), number);
  if (!is_index || read.ec != std::errc() || number >= array.items().size()) return nullptr;
  return &array.items()[number];
}

}  // namespace

Result<void> check_json_pointer(std::string_view pointer) {
  const auto error = [](std::string_view what, std::size_t at) {
    return Error{Code::bad_argument,
                 "in a JSON pointer: " + std::string(what) + " at offset " + std::to_string(at)};
  };
  if (!pointer.empty() && pointer.front() != '/') return error("no /", 0);
  for (std::size_t at = pointer.find('~'); at != pointer.npos; at = pointer.find('~', at + 1)) {
    const bool is_escape = at + 1 < pointer.size() && (pointer[at + 1] == '0' || pointer[at + 1] == '1');
    if (!is_escape) return error("a ~ without 0 or 1", at);
  }
  return {};
}

Result<const json::Value*> value_at(const json::Value& root, std::string_view pointer) {
  if (const auto checked = check_json_pointer(pointer); !checked) return checked.error();
  const json::Value* value = &root;
  for (std::string_view rest = pointer; !rest.empty();) {
    const std::string segment = take_segment(rest);
    value = value->is_array() ? item_at(*value, segment) : value->find(segment);
    if (value == nullptr) return bad_page(pointer, "is missing");
  }
  return value;
}

Result<std::vector<std::string>> strings_at(const json::Value& root, std::string_view pointer) {
  const bool is_list = pointer.ends_with(every_item);
  const auto value = value_at(root, pointer.substr(0, pointer.size() - (is_list ? every_item.size() : 0)));
  if (!value) return value.error();
  std::vector<std::string> strings;
  if ((*value)->kind() == json::Kind::null) return strings;
  if (!is_list) {
    if (!(*value)->is_string()) return bad_page(pointer, "is not a string");
    strings.push_back((*value)->text());
    return strings;
  }
  if (!(*value)->is_array()) return bad_page(pointer, "is not an array");
  for (const json::Value& item : (*value)->items())
    if (item.is_string()) strings.push_back(item.text());
  return strings;
}

}  // namespace quorate
