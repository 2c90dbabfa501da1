#include "proofs/extract/html/tag_scanner.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::string_view white_space = "\t\n\f\r ";
constexpr std::string_view attribute_gaps = "\t\n\f\r /";
constexpr std::string_view name_ends = "\t\n\f\r />";
constexpr std::string_view attribute_name_ends = "\t\n\f\r />=";
constexpr std::string_view bare_value_ends = "\t\n\f\r >";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

Error unfinished(std::string_view what) {
  return {Code::bad_page, "the page ends inside " + std::string(what)};
}

}  // namespace

TagScanner::TagScanner(std::string_view page) : page_(page) {
  std::transform(page_.begin(), page_.end(), page_.begin(), lower);
}

Result<std::optional<HtmlTag>> TagScanner::next(bool maybe_foreign) {
  while ((place_ = page_.find('<', place_)) != page_.npos) {
    const bool is_end = at("</");
    const std::size_t name = place_ + (is_end ? 2 : 1);
    const char first = name < page_.size() ? page_[name] : '\0';
    if (first >= 'a' && first <= 'z') {
      auto tag = read_tag(is_end);
      if (!tag) return tag.error();
      return std::optional<HtmlTag>(*tag);
    }
    if (is_end || first == '!' || first == '?') {
      if (const auto skipped = skip_declaration(maybe_foreign); !skipped) return skipped.error();
    } else {
      ++place_;  // a "<" that is text
    }
  }
  return std::optional<HtmlTag>();
}

Result<HtmlTag> TagScanner::read_tag(bool is_end) {
  const std::size_t start = place_;
  place_ += is_end ? 2 : 1;
  const auto name = read_word(name_ends);
  if (!name) return name.error();
  HtmlTag tag{.is_end = is_end, .name = *name};
  while (true) {
    const std::size_t gap = place_;
    place_ = page_.find_first_not_of(attribute_gaps, gap);
    if (place_ == page_.npos) return unfinished("a tag");
    if (page_[place_] == '>') {
      tag.is_self_closing = place_ > gap && page_[place_ - 1] == '/';
      break;
    }
    ++tag.attributes;
    if (const auto word = read_word(attribute_name_ends); !word) return word.error();
    place_ = page_.find_first_not_of(white_space, place_);
    if (place_ == page_.npos) return unfinished("a tag");
    if (page_[place_] != '=') continue;
    if (const auto skipped = skip_attribute_value(); !skipped) return skipped.error();
  }
  tag.bytes = ++place_ - start;
  return tag;
}

// At least one character, up to one of `ends`. A quote or a "<" in it is no way to write a tag, but what is
// left of one when an open quote before it has swallowed its beginning.
Result<std::string_view> TagScanner::read_word(std::string_view ends) {
  const std::size_t start = place_;
  place_ = page_.find_first_of(ends, start + 1);
  if (place_ == page_.npos) return unfinished("a tag");
  const std::string_view word = std::string_view(page_).substr(start, place_ - start);
  if (word.find_first_of("\"'<") != word.npos)
    return Error{Code::bad_page, "a tag with an open quote or bracket"};
  return word;
}

// From the "=" to what follows the value.
Result<void> TagScanner::skip_attribute_value() {
  place_ = page_.find_first_not_of(white_space, place_ + 1);
  if (place_ == page_.npos) return unfinished("a tag");
  const char first = page_[place_];
  if (first == '>') return {};
  if (first != '"' && first != '\'') {
    const auto word = read_word(bare_value_ends);
    if (!word) return word.error();
    return {};
  }
  place_ = page_.find(first, place_ + 1);
  if (place_ == page_.npos) return unfinished("a tag");
  ++place_;
  return {};
}

// Comments, doctypes, CDATA sections, and the bogus comments that "</" and "<?" begin.
Result<void> TagScanner::skip_declaration(bool maybe_foreign) {
  if (at("<!--")) return skip_comment();
  if (at("</>")) {
    place_ += 3;
    return {};
  }
  if (maybe_foreign && at("<![cdata[")) {
    const std::size_t end = page_.find("]]>", place_);
    if (end == page_.npos || page_.find('>', place_) < end)
      return Error{Code::bad_page, "a CDATA section that can be read in two ways"};
  }
  if (place_ + 2 == page_.size() && at("</")) {
    place_ = page_.npos;  // text at the end of the page
    return {};
  }
  return skip_past(">", "a declaration");
}

Result<void> TagScanner::skip_comment() {
  place_ += 4;
  if (at(">")) {
    place_ += 1;
    return {};
  }
  if (at("->")) {
    place_ += 2;
    return {};
  }
  while ((place_ = page_.find("--", place_)) != page_.npos) {
    for (const std::string_view end : {"-->", "--!>"}) {
      if (!at(end)) continue;
      place_ += end.size();
      return {};
    }
    ++place_;
  }
  return unfinished("a comment");
}

Result<void> TagScanner::skip_past(std::string_view end, std::string_view what) {
  place_ = page_.find(end, place_);
  if (place_ == page_.npos) return unfinished(what);
  place_ += end.size();
  return {};
}

bool TagScanner::closes(std::size_t place, std::string_view name) const {
  const std::string_view rest = std::string_view(page_).substr(place);
  if (!rest.starts_with("</") || rest.substr(2, name.size()) != name) return false;
  return rest.size() > 2 + name.size() && name_ends.find(rest[2 + name.size()]) != name_ends.npos;
}

Result<void> TagScanner::skip_raw_text(std::string_view name, bool certain) {
  std::size_t end = name == "plaintext" ? page_.npos : page_.find('<', place_);
  while (certain && end != page_.npos && !closes(end, name)) end = page_.find('<', end + 1);
  if (end == page_.npos) return unfinished("<" + std::string(name) + ">");
  if (!closes(end, name))
    return Error{Code::bad_page, "a <" + std::string(name) + "> that can be read in two ways"};
  const std::string_view content = std::string_view(page_).substr(place_, end - place_);
  const std::size_t escape = name == "script" ? content.find("<!--") : content.npos;
  if (escape != content.npos && content.find("<script", escape) != content.npos)
    return Error{Code::bad_page, "a script inside a comment inside a script"};
  place_ = end;
  return {};
}

}  // namespace quorate
