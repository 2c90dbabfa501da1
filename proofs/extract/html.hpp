// Finds one element of an HTML page and gives its visible text, behind guards that bound the parser's cost.
#pragma once

#include "proofs/extract/html/element_path.hpp"
#include "proofs/result.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace quorate {

class HtmlTree;

// A parsed page; the page's bytes must outlive it. Everything that is asked for must be there exactly once: a
// copy of an element, hidden or not, makes the page ambiguous.
class HtmlPage {
 public:
  // `bytes` is untrusted. Errors: over_limit (size, depth, tags, attributes: html/cost.hpp), bad_page (not
  // UTF-8, NUL, another charset declared in <head>, or the page ends inside a tag, a comment or a script).
  static Result<HtmlPage> parse(std::string_view bytes);
  HtmlPage(HtmlPage&&) noexcept;
  HtmlPage& operator=(HtmlPage&&) noexcept;
  ~HtmlPage();

  // The visible text of the one element that `path` (html/element_path.hpp) selects, with character
  // references decoded, and a line feed where a block, a line break or a picture separates two texts. Left
  // out: comments; what browsers do not show (script, style, template, noscript, title, [hidden],
  // [aria-hidden=true], display:none, visibility:hidden ...); what shows something else than its content
  // (textarea, iframe, select, object, svg, math, audio, video, xmp ...). Errors: bad_page (no such element,
  // more than one, inside one of those, not closed by its own end tag, or holding text that stands elsewhere
  // in the page's bytes), bad_argument (path).
  Result<std::string> text(std::string_view path) const;

  // The attribute of the one element that `path` selects, wherever it stands but in what browsers do not
  // show. Errors: bad_page (no such element, more than one, hidden, no such attribute), bad_argument (path).
  Result<std::string> attribute(std::string_view path, std::string_view attribute) const;

  // content of the one <meta name=NAME> (any case) that stands directly in <head>. Errors: bad_page.
  Result<std::string> meta(std::string_view name) const;

 private:
  explicit HtmlPage(std::unique_ptr<HtmlTree> tree);
  std::unique_ptr<HtmlTree> tree_;
};

}  // namespace quorate
