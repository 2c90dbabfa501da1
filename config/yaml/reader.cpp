#include "config/yaml/reader.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace quorate {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::string_view skip_digits(std::string_view text) {
  while (!text.empty() && is_digit(text.front())) text.remove_prefix(1);
  return text;
}

// Whether YAML 1.2's core schema (section 10.3.2) takes a plain scalar for a number.
bool reads_as_number(std::string_view text) {
  if (text.starts_with("0x") || text.starts_with("0o"))
    return text.size() > 2 && text.find_first_not_of("0123456789abcdefABCDEF", 2) == text.npos;
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text == ".inf" || text == ".Inf" || text == ".INF" || text == ".nan" || text == ".NaN" ||
      text == ".NAN")
    return true;
  std::string_view rest = skip_digits(text);
  std::size_t digits = text.size() - rest.size();
  if (rest.starts_with('.')) {
    const std::string_view fraction = rest.substr(1);
    rest = skip_digits(fraction);
    digits += fraction.size() - rest.size();
  }
  if (digits == 0) return false;
  if (rest.empty()) return true;
  if (rest.front() != 'e' && rest.front() != 'E') return false;
  rest.remove_prefix(1);
  if (rest.starts_with('-') || rest.starts_with('+')) rest.remove_prefix(1);
  return !rest.empty() && skip_digits(rest).empty();
}

bool reads_as_truth(std::string_view text) {
  constexpr std::array<std::string_view, 6> words = {"true", "True", "TRUE", "false", "False", "FALSE"};
  return std::find(words.begin(), words.end(), text) != words.end();
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

std::string says(Range range) {
  if (range.least == range.most) return std::to_string(range.least);
  return std::to_string(range.least) + " to " + std::to_string(range.most);
}

}  // namespace

Result<std::string> read_string(const YamlNode& node, std::string_view what) {
  const auto refuse = [&](std::string_view why) {
    return error_at(node.place, std::string(what) + " " + std::string(why));
  };
  switch (node.kind) {
    case YamlNode::Kind::nothing:
      return refuse("has no value; write one");
    case YamlNode::Kind::sequence:
      return refuse("is a list; write one text");
    case YamlNode::Kind::map:
      return refuse("is a mapping; write one text");
    case YamlNode::Kind::plain:
      if (reads_as_number(node.text) || reads_as_truth(node.text))
        return refuse("must be text; put " + node.text + " in quotes");
      break;
    case YamlNode::Kind::quoted:
      break;
  }
  if (node.text.empty()) return refuse("is empty; write a text");
  return node.text;
}

Result<std::string> read_id(const YamlNode& node, std::string_view what) {
  auto text = read_string(node, what);
  if (!text) return text;
  const bool good = text->front() != '-' && std::all_of(text->begin(), text->end(), [](char c) {
                      return (c >= 'a' && c <= 'z') || is_digit(c) || c == '-';
                    });
  if (!good) return error_at(node.place, std::string(what) + " is lower-case letters, digits and hyphens");
  return text;
}

Result<std::uint32_t> read_integer(const YamlNode& node, std::string_view what, Range range) {
  const Error refused = error_at(
      node.place, std::string(what) + " must be a whole number from " + says(range) + ", written in digits");
  const std::string& text = node.text;
  const bool digits =
      node.kind == YamlNode::Kind::plain && !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
  if (!digits || (text.size() > 1 && text.front() == '0')) return refused;
  std::uint32_t number = 0;
  const auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (failed != std::errc() || number < range.least || number > range.most) return refused;
  return number;
}

Result<std::span<const YamlNode>> read_list(const YamlNode& node, std::string_view what, Range range) {
  if (node.kind != YamlNode::Kind::sequence)
    return error_at(node.place, std::string(what) + " must be a list: [a, b]");
  if (node.items.size() < range.least || node.items.size() > range.most)
    return error_at(node.place, std::string(what) + " must have " + says(range) + " items, and has " +
                                    std::to_string(node.items.size()));
  return std::span<const YamlNode>(node.items);
}

Result<std::vector<std::string>> read_strings(const YamlNode& node, std::string_view what, Range range) {
  const auto items = read_list(node, what, range);
  if (!items) return items.error();
  std::vector<std::string> texts;
  for (const YamlNode& item : *items) {
    auto text = read_string(item, "an item of " + std::string(what));
    if (!text) return text.error();
    texts.push_back(std::move(*text));
  }
  return texts;
}

MapReader::MapReader(const YamlNode& map, std::string_view what) : map_(map), what_(what) {
  if (map.kind != YamlNode::Kind::map) fail_at(nullptr, "must be a mapping: one \"key: value\" a line");
}

const YamlNode* MapReader::find(std::string_view key) {
  asked_.emplace_back(key);
  for (const YamlMember& member : map_.members)
    if (member.key == key) return &member.value;
  return nullptr;
}

const YamlNode* MapReader::required(std::string_view key) {
  const YamlNode* node = find(key);
  if (node == nullptr) fail_at(nullptr, "the key " + quoted(key) + " is missing; add it");
  return node;
}

std::string MapReader::string(std::string_view key) {
  const YamlNode* node = required(key);
  return node == nullptr ? std::string() : keep(read_string(*node, quoted(key)));
}

std::optional<std::string> MapReader::optional_string(std::string_view key) {
  const YamlNode* node = find(key);
  if (node == nullptr) return std::nullopt;
  return keep(read_string(*node, quoted(key)));
}

std::optional<std::uint32_t> MapReader::optional_integer(std::string_view key, Range range) {
  const YamlNode* node = find(key);
  if (node == nullptr) return std::nullopt;
  return keep(read_integer(*node, quoted(key), range));
}

std::uint32_t MapReader::integer(std::string_view key, Range range) {
  const YamlNode* node = required(key);
  return node == nullptr ? 0 : keep(read_integer(*node, quoted(key), range));
}

std::vector<std::string> MapReader::strings(std::string_view key, Range range) {
  const YamlNode* node = required(key);
  return node == nullptr ? std::vector<std::string>() : keep(read_strings(*node, quoted(key), range));
}

std::vector<std::string> MapReader::optional_strings(std::string_view key, Range range) {
  const YamlNode* node = find(key);
  return node == nullptr ? std::vector<std::string>() : keep(read_strings(*node, quoted(key), range));
}

void MapReader::fail(Error error) {
  if (!error_) error_ = std::move(error);
}

void MapReader::fail_at(const YamlNode* node, std::string_view why) {
  fail(error_at(node == nullptr ? map_.place : node->place, what_ + ": " + std::string(why)));
}

Result<void> MapReader::finish() {
  // An unknown key is told first: where it is a slip of the pen, it is also why another one is missing.
  for (const YamlMember& member : map_.members) {
    if (std::find(asked_.begin(), asked_.end(), member.key) != asked_.end()) continue;
    std::string known;
    for (const std::string& key : asked_) known += (known.empty() ? "" : ", ") + key;
    return error_at(member.place,
                    what_ + ": the key " + quoted(member.key) + " is not known; the keys here are: " + known);
  }
  if (error_) return *error_;
  return {};
}

}  // namespace quorate
