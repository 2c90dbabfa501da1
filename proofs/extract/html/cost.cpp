#include "proofs/extract/html/cost.hpp"

#include "proofs/extract/html/open_elements.hpp"
#include "proofs/extract/html/tag_scanner.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace quorate {
namespace {

constexpr auto raw_texts = std::to_array<std::string_view>(
    {"iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"});

// A page has one html, head and body, and each further tag is searched for new attributes; isindex, which
// nobody uses, becomes a whole form.
constexpr auto rare = std::to_array<std::string_view>({"html", "head", "body", "isindex"});
constexpr std::size_t max_rare_tags = 16;

// What parsing may cost, in steps and bytes alike: looking through the open elements at each tag, cloning the
// formatting elements after each tag, and comparing a formatting element with the others.
constexpr std::size_t max_work = 64 * 1024 * 1024;

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Error over(std::string_view what) { return {Code::over_limit, "the page has " + std::string(what)}; }

// Adds up what the tags of one page cost.
class Bill {
 public:
  Result<void> add(const HtmlTag& tag, OpenElements& open) {
    if (++tags_ > max_html_tags) return over("too many tags");
    if (tag.attributes > max_html_attributes) return over("a tag with too many attributes");
    if (is_one_of(tag.name, rare) && ++rare_tags_ > max_rare_tags) return over("too many <html> or <body>");
    if (tag.is_end) {
      open.end(tag);
    } else {
      open.start(tag);
      work_ += open.formatting_count() * tag.attributes * tag.attributes;
    }
    if (open.depth() > max_html_depth) return over("too many elements inside one another");
    work_ += open.bound() + open.formatting_bytes();
    if (work_ > max_work) return over("too many unclosed or nested elements");
    return {};
  }

 private:
  std::size_t tags_ = 0;
  std::size_t rare_tags_ = 0;
  std::size_t work_ = 0;
};

}  // namespace

Result<void> check_html_cost(std::string_view page) {
  if (page.size() > max_html_bytes) return over("more than 512 KiB");
  TagScanner scanner(page);
  OpenElements open;
  Bill bill;
  while (true) {
    const auto tag = scanner.next(open.maybe_foreign());
    if (!tag) return tag.error();
    if (!*tag) return {};
    const bool certain = open.reads_raw_text();
    if (const auto added = bill.add(**tag, open); !added) return added.error();
    if ((*tag)->is_end || !is_one_of((*tag)->name, raw_texts)) continue;
    if (const auto skipped = scanner.skip_raw_text((*tag)->name, certain); !skipped) return skipped.error();
  }
}

}  // namespace quorate
