// Finds one element of an HTML page and gives its visible text, behind guards that keep the parser's cost
// linear.
#pragma once

#include "proofs/result.hpp"

#include <string>
#include <string_view>

namespace quorate {

inline constexpr std::size_t max_html_bytes = 512 * 1024;  // gumbo is quadratic in places: threats, C10
inline constexpr std::size_t max_html_depth = 512;
inline constexpr std::size_t max_html_tags = 200'000;
inline constexpr std::size_t max_html_attributes = 256;  // of one tag

// A parsed page. Holds the parser's tree; the page's bytes must outlive it.
class HtmlPage {
 public:
  // `bytes` is untrusted. Errors: over_limit (size, depth, tags, attributes), bad_page (not UTF-8).
  static Result<HtmlPage> parse(std::string_view bytes);
  HtmlPage(HtmlPage&&) noexcept;
  HtmlPage& operator=(HtmlPage&&) noexcept;
  ~HtmlPage();

  // The visible text of the one element that `path` selects. Hidden, inert and foreign content never counts:
  // comments, script, style, template, noscript, textarea, title, iframe, svg, math, [hidden],
  // [aria-hidden=true], display:none. `path`: compound selectors joined by " " (descendant) or " > " (child);
  // a compound is tag, #id, .class, [attribute], [attribute=value] in any mix. Errors: bad_page (no match,
  // more than one, hidden), bad_argument (path).
  Result<std::string> text(std::string_view path) const;
  // The same element's attribute. Errors: as above.
  Result<std::string> attribute(std::string_view path, std::string_view attribute) const;
  // content of the one <meta name=NAME> that stands in <head>. Errors: bad_page.
  Result<std::string> meta(std::string_view name) const;

 private:
  struct Tree;
  explicit HtmlPage(Tree* tree);
  Tree* tree_;
};

// Whether `path` is a path that `HtmlPage::text` takes. Errors: bad_argument with the offset.
Result<void> check_element_path(std::string_view path);

}  // namespace quorate
