// Follows which elements of a plain page are open, and says where a parser would not simply do what is
// written.
#pragma once

#include "proofs/extract/plain/scanner.hpp"
#include "proofs/extract/plain/tags.hpp"

#include <cstddef>
#include <string_view>
#include <vector>

namespace quorate {

// Every rule follows sections 13.2.6.4 and 13.2.6.5 of the HTML standard, and is at least as strict; what the
// page may cost a parser is held far below what check_html_cost lets pass.
class PlainStructure {
 public:
  enum class Place {
    doubtful,
    stays_open,      // until its end tag
    is_over,         // it has no content
    holds_raw_text,  // its content is text up to its end tag
  };

  Place start(const PlainPiece& tag);
  // False: it does not close the innermost element.
  [[nodiscard]] bool end(const PlainPiece& tag);
  // The end tag of an element that held raw text. False: the page has too many tags.
  [[nodiscard]] bool count_end_tag() { return add_work(); }

  // Text that is more than white space, which may stand everywhere.
  bool may_hold_text() const;
  // Whether the innermost element is the head; an svg is open.
  bool is_in_head() const { return !open_.empty() && open_.back().tag == PlainTag::head; }
  bool is_in_svg() const { return svgs_ != 0; }
  // Whether html, head and body came and were closed, and nothing else is open.
  bool is_whole() const { return stage_ == Stage::after_html; }

 private:
  enum class Stage { before_html, before_head, in_head, after_head, in_body, after_body, after_html };
  struct Open {
    PlainTag tag = PlainTag::none;
    std::string_view name;
    std::size_t clone_bytes = 0;  // of a formatting element
  };

  PlainTag innermost() const { return open_.empty() ? PlainTag::none : open_.back().tag; }
  bool may_stand(PlainTag tag, std::string_view name) const;
  bool may_stand_in_table(PlainTag tag) const;
  bool moves_stage(PlainTag tag);
  bool push(PlainTag tag, const PlainPiece& piece);
  bool add_work();

  Stage stage_ = Stage::before_html;
  std::vector<Open> open_;
  std::size_t tags_ = 0;
  std::size_t work_ = 0;
  std::size_t clone_bytes_ = 0;
  // How many of them are open.
  std::size_t formatting_ = 0;
  std::size_t paragraphs_ = 0;
  std::size_t anchors_ = 0;
  std::size_t forms_ = 0;
  std::size_t buttons_ = 0;
  std::size_t svgs_ = 0;
};

}  // namespace quorate
