#include "proofs/extract/plain/scanner.hpp"

#include <array>
#include <cstdint>
#include <cstring>

namespace quorate {
namespace {

enum Sort : std::uint8_t { space = 1, tag_name = 2, attribute_name = 4, bare_value = 8 };

constexpr std::array<std::uint8_t, 256> sorts = [] {
  std::array<std::uint8_t, 256> table{};
  const auto add = [&table](std::string_view characters, std::uint8_t sort) {
    for (const char c : characters) table[static_cast<std::uint8_t>(c)] |= sort;
  };
  add(" \t\n\f\r", space);
  for (int c = 'a'; c <= 'z'; ++c)
    table[static_cast<std::size_t>(c)] = tag_name | attribute_name | bare_value;
  for (int c = '0'; c <= '9'; ++c)
    table[static_cast<std::size_t>(c)] = tag_name | attribute_name | bare_value;
  for (int c = 'A'; c <= 'Z'; ++c) table[static_cast<std::size_t>(c)] = attribute_name | bare_value;
  add("-", tag_name | attribute_name | bare_value);
  add("_:.", attribute_name | bare_value);
  add("@#*", attribute_name);
  add("/%+,;#!()[]?|~$@*", bare_value);
  return table;
}();

bool is(char c, std::uint8_t sort) { return (sorts[static_cast<std::uint8_t>(c)] & sort) != 0; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool equal_any_case(std::string_view text, std::string_view in_lower_case) {
  if (text.size() != in_lower_case.size()) return false;
  for (std::size_t i = 0; i < text.size(); ++i)
    if (lower(text[i]) != in_lower_case[i]) return false;
  return true;
}

}  // namespace

bool PlainScanner::skip_space() {
  const std::size_t start = place_;
  while (is(at(place_), space)) ++place_;
  return place_ > start;
}

bool PlainScanner::take_doctype() {
  constexpr std::string_view doctype = "<!doctype html>";
  skip_space();
  if (!equal_any_case(page_.substr(place_, doctype.size()), doctype)) return false;
  place_ += doctype.size();
  return true;
}

const PlainPiece& PlainScanner::give(PlainPiece::Kind kind) {
  piece_.kind = kind;
  return piece_;
}

const PlainPiece& PlainScanner::next() {
  using Kind = PlainPiece::Kind;
  if (place_ >= page_.size()) return give(Kind::over);
  if (page_[place_] != '<') {
    const void* end = std::memchr(page_.data() + place_, '<', page_.size() - place_);
    const std::size_t size =
        end == nullptr ? page_.size() - place_
                       : static_cast<std::size_t>(static_cast<const char*>(end) - page_.data()) - place_;
    piece_.text = page_.substr(place_, size);
    place_ += size;
    return give(Kind::text);
  }
  const char second = at(place_ + 1);
  if (second == '!') return give(read_comment() ? Kind::comment : Kind::doubtful);
  if (second == '/') return give(read_end_tag() ? Kind::end : Kind::doubtful);
  return give(read_start_tag() ? Kind::start : Kind::doubtful);
}

// A comment in which "--" stands at its end alone.
bool PlainScanner::read_comment() {
  constexpr std::string_view begin = "<!--";
  constexpr std::string_view end = "--";
  if (page_.compare(place_, begin.size(), begin) != 0) return false;
  place_ += begin.size();
  if (at(place_) == '>' || at(place_) == '-') return false;
  place_ = page_.find(end, place_);
  if (place_ == page_.npos || at(place_ + end.size()) != '>') return false;
  place_ += end.size() + 1;
  return true;
}

bool PlainScanner::read_name() {
  const std::size_t start = place_;
  if (at(place_) < 'a' || at(place_) > 'z') return false;
  while (is(at(place_), tag_name)) ++place_;
  piece_.name = page_.substr(start, place_ - start);
  return true;
}

bool PlainScanner::read_end_tag() {
  const std::size_t start = place_;
  place_ += 2;
  if (!read_name() || at(place_) != '>') return false;
  piece_.bytes = ++place_ - start;
  return true;
}

bool PlainScanner::read_start_tag() {
  const std::size_t start = place_++;
  piece_.attributes.clear();
  piece_.is_self_closing = false;
  if (!read_name()) return false;
  piece_.tag = plain_tag(piece_.name);
  while (true) {
    const bool is_parted = skip_space();
    const char c = at(place_);
    if (c == '/' && at(place_ + 1) == '>') {
      piece_.is_self_closing = true;
      ++place_;
    }
    if (at(place_) == '>') break;
    if (!is_parted || !read_attribute()) return false;
  }
  piece_.bytes = ++place_ - start;
  return true;
}

bool PlainScanner::read_attribute() {
  const std::size_t start = place_;
  while (is(at(place_), attribute_name)) ++place_;
  if (place_ == start) return false;
  PlainAttribute& attribute = piece_.attributes.emplace_back();
  attribute.name = page_.substr(start, place_ - start);
  if (at(place_) != '=') return is(at(place_), space) || at(place_) == '>' || at(place_) == '/';
  ++place_;
  return read_value(attribute.value);
}

bool PlainScanner::read_value(std::string_view& value) {
  const char quote = at(place_);
  if (quote == '"' || quote == '\'') {
    const std::size_t start = ++place_;
    if (start >= page_.size()) return false;
    const void* end = std::memchr(page_.data() + start, quote, page_.size() - start);
    if (end == nullptr) return false;
    place_ = static_cast<std::size_t>(static_cast<const char*>(end) - page_.data());
    value = page_.substr(start, place_ - start);
    ++place_;
    return true;
  }
  const std::size_t start = place_;
  while (is(at(place_), bare_value)) ++place_;
  value = page_.substr(start, place_ - start);
  // A "/" at the end belongs to the value, though its author may have meant the tag's.
  return !value.empty() && !value.ends_with('/') && (at(place_) == '>' || is(at(place_), space));
}

bool PlainScanner::take_raw_text(std::string_view name) {
  const std::size_t start = place_;
  while (true) {
    place_ = page_.find("</", place_);
    if (place_ == page_.npos) return false;
    if (equal_any_case(page_.substr(place_ + 2, name.size()), name)) break;
    place_ += 2;
  }
  const std::string_view content = page_.substr(start, place_ - start);
  if (content.find("<!--") != content.npos) return false;  // in a script, it may hide the end tag
  return read_end_tag() && piece_.name == name;
}

}  // namespace quorate
