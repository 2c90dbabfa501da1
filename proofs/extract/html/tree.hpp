// HtmlTree: a parsed HTML page as a list of nodes in the order of the page.
#pragma once

#include "proofs/result.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate {

// An element or a text; comments and the doctype are left out. Views live as long as the tree and the page's
// bytes.
struct HtmlNode {
  enum class Kind { element, text };
  Kind kind = Kind::element;
  std::size_t parent = 0;  // its place in the list; the root is its own parent
  std::size_t end = 0;     // one past the last node inside this one; they all follow it directly
  // Of the page's bytes: a text's own, or an element's content between its start tag and its end tag.
  std::size_t source_begin = 0;
  std::size_t source_end = 0;

  std::string_view text;  // with character references decoded

  std::string name;     // in lower case
  bool is_html = true;  // else svg or math
  bool is_written =
      false;  // both its tags stand in the page, in this order, and it is no clone that a parser adds
  std::vector<std::pair<std::string_view, std::string_view>> attributes;  // names in lower case

  bool is(std::string_view tag) const { return kind == Kind::element && is_html && name == tag; }
  // The attribute's value, or nothing where it is missing.
  const std::string_view* find(std::string_view attribute) const;
};

class HtmlTree {
 public:
  // `page` is untrusted, must be UTF-8, have passed check_html_cost, and outlive the tree. Any such page has
  // a tree.
  explicit HtmlTree(std::string_view page);
  HtmlTree(HtmlTree&&) noexcept;
  HtmlTree& operator=(HtmlTree&&) noexcept;
  ~HtmlTree();

  const std::vector<HtmlNode>& nodes() const { return nodes_; }

 private:
  struct Parsed;
  std::unique_ptr<Parsed> parsed_;
  std::vector<HtmlNode> nodes_;
};

}  // namespace quorate
