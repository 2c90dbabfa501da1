// Follows which elements of an HTML page are open, from its tags alone: what surely bounds a parser, and what
// is likely.
#pragma once

#include "proofs/extract/html/tag_scanner.hpp"

#include <string_view>
#include <vector>

namespace quorate {

// Every start tag is put on a stack, and taken off only where every parser takes it off, whatever came
// before: when its end tag comes while it is the innermost. So what a parser holds open is never many times
// more. An element whose end tag came at another time stays on the stack as `stale`.
class OpenElements {
 public:
  void start(const HtmlTag& tag);
  void end(const HtmlTag& tag);

  // How deep the page is nested, as its author would say.
  std::size_t depth() const { return open_.size() - stale_; }
  // What a parser may hold open at the most, apart from elements that it adds by itself to tables.
  std::size_t bound() const { return open_.size(); }
  // The formatting elements among these, and what a clone of each of them would take. A parser opens them
  // again after their parent was closed (HTML standard, 13.2.4.3).
  std::size_t formatting_count() const { return formatting_; }
  std::size_t formatting_bytes() const { return formatting_bytes_; }

  // Whether this place may be inside svg or math.
  bool maybe_foreign() const { return foreign_ > 0; }
  // Whether script and its like surely begin raw text here: outside of svg and math, and where no parser
  // skips start tags (select, template, frameset).
  bool reads_raw_text() const { return foreign_ == 0 && picky_ == 0 && !frames_; }

 private:
  struct Open {
    std::string_view name;
    bool is_stale = false;
    std::size_t clone_bytes = 0;  // 0 but for formatting elements
  };

  bool surely_in_select() const { return sure_ != 0 && open_[sure_ - 1].name == "select"; }
  bool surely_in_foreign() const { return sure_ != 0 && !surely_in_select(); }
  void watch_start(const HtmlTag& tag);
  bool watch_end(const HtmlTag& tag);
  bool stays(const Open& element) const;
  void forget_fourth(std::string_view name);
  void end_same_sort(std::string_view name);
  void make_stale(std::string_view name);
  void push(const Open& element);
  void remove(std::size_t place);

  std::vector<Open> open_;
  std::size_t stale_ = 0;
  std::size_t formatting_ = 0;
  std::size_t formatting_bytes_ = 0;
  std::size_t foreign_ = 0;
  std::size_t picky_ = 0;  // select and template
  bool frames_ = false;
  std::size_t tables_ = 0;
  std::size_t forms_ = 0;
  bool forms_stay_ = false;  // after a misplaced form tag a parser has forgotten a form that is still open
  bool formatting_stays_ = false;  // after a mark among them that may have been left behind
  // 1 + the place of the svg, math or select that surely is open and rules how the next tag is read; 0: none.
  std::size_t sure_ = 0;
};

}  // namespace quorate
