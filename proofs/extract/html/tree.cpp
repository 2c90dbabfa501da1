#include "proofs/extract/html/tree.hpp"

#include <gumbo.h>

#include <algorithm>
#include <cstddef>
#include <memory_resource>
#include <span>

namespace quorate {
namespace {

constexpr std::size_t first_block = 64 * 1024;  // bytes; the tree of a small page fits

void* allocate(void* memory, std::size_t bytes) {
  return static_cast<std::pmr::memory_resource*>(memory)->allocate(bytes);
}
void keep(void*, void*) {}  // everything goes at once, so that no recursion takes down a deep tree

// gumbo's options: errors are not collected, as that is slow and nobody reads them.
GumboOptions options_with(std::pmr::memory_resource& memory) {
  GumboOptions options = kGumboDefaultOptions;
  options.allocator = allocate;
  options.deallocator = keep;
  options.userdata = &memory;
  options.max_errors = 0;
  return options;
}

std::span<GumboNode* const> nodes_of(const GumboVector& list) {
  return {reinterpret_cast<GumboNode* const*>(list.data), list.length};
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

// The name in the text of a tag; gumbo has none of its own for elements that HTML does not know.
std::string name_in(GumboStringPiece tag) {
  gumbo_tag_from_original_text(&tag);
  return lower({tag.data, tag.length});
}

// Copies a parsed page into a list of nodes, without recursion.
class TreeCopier {
 public:
  TreeCopier(std::string_view page, std::vector<HtmlNode>& out) : page_(page), out_(out) {}

  void copy(const GumboNode* root) {
    enter(root, 0);
    while (!open_.empty()) {
      Level& level = open_.back();
      if (level.rest.empty()) {
        out_[level.place].end = out_.size();
        open_.pop_back();
      } else {
        const GumboNode* child = level.rest.front();
        level.rest = level.rest.subspan(1);
        enter(child, level.place);
      }
    }
  }

 private:
  struct Level {
    std::size_t place = 0;
    std::span<GumboNode* const> rest;  // the children that are not copied yet
  };

  void enter(const GumboNode* node, std::size_t parent) {
    if (node->type == GUMBO_NODE_COMMENT || node->type == GUMBO_NODE_DOCUMENT) return;
    const std::size_t place = out_.size();
    HtmlNode& copy = out_.emplace_back();
    copy.parent = parent;
    if (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE) {
      copy_element(*node, copy);
      open_.push_back({place, nodes_of(node->v.element.children)});
    } else {
      copy.kind = HtmlNode::Kind::text;
      copy.end = place + 1;
      copy.text = node->v.text.text;
      copy.source_begin = offset(node->v.text.original_text.data);
      copy.source_end = copy.source_begin + node->v.text.original_text.length;
    }
  }

  void copy_element(const GumboNode& node, HtmlNode& copy) const {
    const GumboElement& element = node.v.element;
    const bool has_start = element.original_tag.length > 0;
    const bool has_end = element.original_end_tag.length > 0;
    copy.is_html = element.tag_namespace == GUMBO_NAMESPACE_HTML;
    copy.name = element.tag != GUMBO_TAG_UNKNOWN ? gumbo_normalized_tagname(element.tag)
                : has_start                      ? name_in(element.original_tag)
                                                 : std::string();
    for (unsigned i = 0; i < element.attributes.length; ++i) {
      const auto* attribute = static_cast<const GumboAttribute*>(element.attributes.data[i]);
      copy.attributes.emplace_back(attribute->name, attribute->value);
    }
    // Of svg and math elements gumbo says in any case that it has closed them by itself.
    unsigned added = GUMBO_INSERTION_BY_PARSER | GUMBO_INSERTION_RECONSTRUCTED_FORMATTING_ELEMENT |
                     GUMBO_INSERTION_ADOPTION_AGENCY_CLONED;
    if (copy.is_html) added |= GUMBO_INSERTION_IMPLICIT_END_TAG;
    if (!has_start || !has_end || (node.parse_flags & added) != 0) return;
    copy.source_begin = offset(element.original_tag.data) + element.original_tag.length;
    copy.source_end = offset(element.original_end_tag.data);
    copy.is_written = copy.source_begin <= copy.source_end &&
                      name_in(element.original_tag) == name_in(element.original_end_tag);
  }

  std::size_t offset(const char* place) const {
    return place == nullptr ? page_.size() : static_cast<std::size_t>(place - page_.data());
  }

  std::string_view page_;
  std::vector<HtmlNode>& out_;
  std::vector<Level> open_;
};

}  // namespace

struct HtmlTree::Parsed {
  std::pmr::monotonic_buffer_resource memory{first_block};
};

HtmlTree::HtmlTree(std::string_view page) : parsed_(std::make_unique<Parsed>()) {
  const GumboOptions options = options_with(parsed_->memory);
  const GumboOutput* output = gumbo_parse_with_options(&options, page.data(), page.size());
  TreeCopier(page, nodes_).copy(output->root);
}

HtmlTree::HtmlTree(HtmlTree&&) noexcept = default;
HtmlTree& HtmlTree::operator=(HtmlTree&&) noexcept = default;
HtmlTree::~HtmlTree() = default;

const std::string_view* HtmlNode::find(std::string_view attribute) const {
  for (const auto& [key, value] : attributes)
    if (key == attribute) return &value;
  return nullptr;
}

}  // namespace quorate
