// Cuts a page that is written plainly into tags and texts, and stops at whatever can be read in two ways.
#pragma once

#include "proofs/extract/plain/tags.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace quorate {

struct PlainAttribute {
  std::string_view name;   // as written
  std::string_view value;  // as written, without quotes; empty where there is none
};

// One piece of a page.
struct PlainPiece {
  enum class Kind { text, start, end, comment, over, doubtful };
  Kind kind = Kind::over;
  std::string_view text;          // of a text
  std::string_view name;          // of a tag, in lower case
  PlainTag tag = PlainTag::none;  // of a start tag
  bool is_self_closing = false;
  std::size_t bytes = 0;  // of a tag, from "<" to ">"
  std::vector<PlainAttribute> attributes;
};

// Reads what every reader of HTML reads in the same way: tags in lower case, attributes in quotes or without
// doubtful characters, comments that end once. Anything else is `doubtful`, and then nothing more may be
// read.
class PlainScanner {
 public:
  // `page` must outlive the scanner and what it gives out.
  explicit PlainScanner(std::string_view page) : page_(page) {}

  // Steps over white space and "<!doctype html>", in any case. False: something else stands there.
  [[nodiscard]] bool take_doctype();

  // The piece holds until the next call.
  const PlainPiece& next();

  // After the start tag of an element whose content is text up to its end tag: the content, and the end tag
  // is stepped over. False: it has no end tag that all readers agree about.
  [[nodiscard]] bool take_raw_text(std::string_view name);

 private:
  const PlainPiece& give(PlainPiece::Kind kind);
  bool read_comment();
  bool read_end_tag();
  bool read_start_tag();
  bool read_name();
  bool read_attribute();
  bool read_value(std::string_view& value);
  bool skip_space();
  char at(std::size_t place) const { return place < page_.size() ? page_[place] : '\0'; }

  std::string_view page_;
  std::size_t place_ = 0;
  PlainPiece piece_;
};

}  // namespace quorate
