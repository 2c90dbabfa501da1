#include "proofs/extract/json_pointer.hpp"

#include <charconv>

namespace quorate {
namespace {

constexpr std::string_view every_item = "/*";

Error not_there(std::string_view pointer) {
  return {Code::bad_page, "no such text in the answer: " + std::string(pointer)};
}

// RFC 6901 section 3: ~0 is a tilde, ~1 a slash, and no other tilde may stand.
Result<std::string> unescape(std::string_view segment) {
  std::string name;
  for (std::size_t i = 0; i < segment.size(); ++i) {
    if (segment[i] != '~') {
      name.push_back(segment[i]);
      continue;
    }
    const char next = i + 1 < segment.size() ? segment[i + 1] : '\0';
    if (next != '0' && next != '1')
      return Error{Code::bad_argument, "JSON pointer: ~ must be followed by 0 or 1"};
    name.push_back(next == '0' ? '~' : '/');
    ++i;
  }
  return name;
}

// RFC 6901 section 4: digits without a leading zero.
const json::Value* item_at(const json::Value& array, std::string_view index) {
  if (index.empty() || (index.size() > 1 && index.front() == '0')) return nullptr;
  std::size_t number = 0;
  const auto [stop, error] = std::from_chars(index.data(), index.data() + index.size(), number);
  if (error != std::errc() || stop != index.data() + index.size() || number >= array.items().size())
    return nullptr;
  return &array.items()[number];
}

}  // namespace

Result<void> check_json_pointer(std::string_view pointer) {
  if (!pointer.empty() && pointer.front() != '/')
    return Error{Code::bad_argument, "a JSON pointer begins with a slash"};
  if (const auto whole = unescape(pointer); !whole) return whole.error();
  return {};
}

Result<std::vector<std::string>> strings_at(const json::Value& value, std::string_view pointer) {
  const bool every = pointer.ends_with(every_item);
  std::string_view rest = every ? pointer.substr(0, pointer.size() - every_item.size()) : pointer;
  const json::Value* at = &value;
  while (!rest.empty() && at != nullptr) {
    rest.remove_prefix(1);
    const std::size_t end = rest.find('/');
    const auto segment = unescape(rest.substr(0, end));
    if (!segment) return segment.error();
    at = at->is_array() ? item_at(*at, *segment) : at->find(*segment);
    rest = end == rest.npos ? std::string_view() : rest.substr(end);
  }
  if (at == nullptr) return not_there(pointer);
  if (!every) {
    if (!at->is_string()) return not_there(pointer);
    return std::vector<std::string>{at->text()};
  }
  if (!at->is_array()) return not_there(pointer);
  std::vector<std::string> all;
  for (const json::Value& item : at->items())
    if (item.is_string()) all.push_back(item.text());
  return all;
}

}  // namespace quorate
