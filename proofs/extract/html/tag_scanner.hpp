// Cuts the bytes of an HTML page into its tags, as a browser's tokenizer would, without building anything.
#pragma once

#include "proofs/result.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace quorate {

struct HtmlTag {
  bool is_end = false;
  bool is_self_closing = false;
  std::string_view name;       // in lower case; lives as long as the scanner
  std::size_t attributes = 0;  // as written, repeated ones included
  std::size_t bytes = 0;       // from "<" to ">"
};

// Follows the HTML standard's section 13.2.5. Whether raw text or a CDATA section begins depends on the tree,
// which this class does not know; its caller says what may be. A page that ends inside a tag, a comment or
// raw text, or that reads differently under the two readings of a doubtful place, or that has a tag with a
// quote where none can be, is refused: bad_page.
class TagScanner {
 public:
  explicit TagScanner(std::string_view page);

  // The next tag, or nothing at the end of the page. `maybe_foreign`: the place may be inside svg or math.
  Result<std::optional<HtmlTag>> next(bool maybe_foreign);

  // Steps over the raw text after the start tag of an element such as script, up to its end tag. `certain`:
  // nothing that is open could make a parser read the content as markup; otherwise it must hold none.
  Result<void> skip_raw_text(std::string_view name, bool certain);

 private:
  bool at(std::string_view text) const { return page_.compare(place_, text.size(), text) == 0; }
  Result<HtmlTag> read_tag(bool is_end);
  Result<std::string_view> read_word(std::string_view ends);
  Result<void> skip_attribute_value();
  Result<void> skip_declaration(bool maybe_foreign);
  Result<void> skip_comment();
  Result<void> skip_past(std::string_view end, std::string_view what);
  bool closes(std::size_t place, std::string_view name) const;

  std::string page_;  // in lower case
  std::size_t place_ = 0;
};

}  // namespace quorate
