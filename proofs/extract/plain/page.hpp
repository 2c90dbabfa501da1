// Reads elements out of a page that is written so plainly that every HTML parser builds the same tree of it,
// in one pass and without a tree.
#pragma once

#include "proofs/extract/html/element_path.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// What is sought: the text of the one element that `path` selects, or an attribute of it.
struct PlainQuestion {
  ElementPath path;
  std::string attribute;  // empty: the text
};

struct PlainAnswer {
  // Of an attribute, its value. Of a text, everything that HtmlPage::text would give, in the same order, but
  // without the line feeds that part blocks, and with character references of a few signs as they are
  // written.
  std::string text;
  // Whether that is just what HtmlPage gives: nothing but text stands in the element.
  enum class Match { exact, joined };
  Match match = Match::exact;
};

// One answer for each question, where HtmlPage surely takes the page and gives a text or an attribute for
// each. Nothing where that is not sure: then HtmlPage says what holds. `page` is untrusted UTF-8 text without
// NUL.
//
// A plain page has <!doctype html>, html, head and body with both their tags, and closes every element by its
// own end tag, in order; nothing stands where a parser would close, move, skip or add an element.
std::optional<std::vector<PlainAnswer>> read_plainly(std::string_view page,
                                                     std::span<const PlainQuestion> questions);

}  // namespace quorate
