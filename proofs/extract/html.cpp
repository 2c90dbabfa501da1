// The only file that knows gumbo.
#include "proofs/extract/html.hpp"

#include "proofs/encoding/utf8.hpp"
#include "proofs/extract/element_path.hpp"
#include "proofs/extract/html_guard.hpp"
#include "proofs/extract/html_names.hpp"

#include <gumbo.h>

#include <algorithm>
#include <functional>
#include <utility>

namespace quorate {
namespace {

Error not_found(std::string_view path, std::string_view why) {
  return {Code::bad_page, "element \"" + std::string(path) + "\": " + std::string(why)};
}

const GumboElement* element_of(const GumboNode* node) {
  const bool element =
      node != nullptr && (node->type == GUMBO_NODE_ELEMENT || node->type == GUMBO_NODE_TEMPLATE);
  return element ? &node->v.element : nullptr;
}

std::string tag_of(const GumboElement& element) {
  if (element.tag != GUMBO_TAG_UNKNOWN) return gumbo_normalized_tagname(element.tag);
  GumboStringPiece piece = element.original_tag;
  if (piece.data == nullptr) return {};
  gumbo_tag_from_original_text(&piece);
  std::string name(piece.data, piece.length);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return name;
}

const char* attribute_of(const GumboElement& element, const std::string& name) {
  const GumboAttribute* found = gumbo_get_attribute(&element.attributes, name.c_str());
  return found == nullptr ? nullptr : found->value;
}

bool has_class(const GumboElement& element, std::string_view wanted) {
  const char* value = attribute_of(element, "class");
  std::string_view rest = value == nullptr ? std::string_view() : std::string_view(value);
  constexpr std::string_view blank = " \t\n\f\r";
  while (!rest.empty()) {
    const std::size_t begin = std::min(rest.find_first_not_of(blank), rest.size());
    rest.remove_prefix(begin);
    const std::size_t end = std::min(rest.find_first_of(blank), rest.size());
    if (rest.substr(0, end) == wanted && !wanted.empty()) return true;
    rest.remove_prefix(end);
  }
  return false;
}

bool fits(const GumboNode* node, const PathStep& step) {
  const GumboElement* element = element_of(node);
  if (element == nullptr || element->tag_namespace != GUMBO_NAMESPACE_HTML) return false;
  if (!step.tag.empty() && tag_of(*element) != step.tag) return false;
  const char* id = step.id.empty() ? nullptr : attribute_of(*element, "id");
  if (!step.id.empty() && (id == nullptr || step.id != id)) return false;
  for (const std::string& wanted : step.classes)
    if (!has_class(*element, wanted)) return false;
  return std::all_of(step.attributes.begin(), step.attributes.end(), [&](const AttributeTest& test) {
    const char* value = attribute_of(*element, test.name);
    return value != nullptr && (!test.value || *test.value == value);
  });
}

// Whether the steps before `last` lead down to `node`. Walking up, the nearest fitting ancestor is taken for
// a descendant step unless a child step hangs on it; then all of them are tried.
bool leads_to(const GumboNode* node, const std::vector<PathStep>& steps, std::size_t last) {
  if (last == 0) return true;
  const PathStep& before = steps[last - 1];
  if (steps[last].from == PathStep::From::child)
    return fits(node->parent, before) && leads_to(node->parent, steps, last - 1);
  for (const GumboNode* up = node->parent; up != nullptr; up = up->parent) {
    if (!fits(up, before)) continue;
    if (leads_to(up, steps, last - 1)) return true;
    if (last - 1 == 0 || before.from == PathStep::From::descendant) return false;
  }
  return false;
}

bool is_hidden(const GumboElement& element) {
  if (element.tag_namespace != GUMBO_NAMESPACE_HTML || is_hidden_name(tag_of(element))) return true;
  if (attribute_of(element, "hidden") != nullptr) return true;
  const char* aria = attribute_of(element, "aria-hidden");
  if (aria != nullptr && std::string_view(aria) == "true") return true;
  const char* style = attribute_of(element, "style");
  if (style == nullptr) return false;
  std::string plain;
  for (const char* c = style; *c != '\0'; ++c)
    if (*c != ' ' && *c != '\t' && *c != '\n' && *c != '\f' && *c != '\r')
      plain.push_back(*c >= 'A' && *c <= 'Z' ? static_cast<char>(*c - 'A' + 'a') : *c);
  return plain.find("display:none") != std::string::npos ||
         plain.find("visibility:hidden") != std::string::npos;
}

// Calls `visit` for the node and all below it, in the page's order, until it answers `stop`. The guard bounds
// the depth.
enum class Walk { on, skip_children, stop };
Walk walk(const GumboNode* node, const std::function<Walk(const GumboNode*)>& visit) {
  const Walk answer = visit(node);
  if (answer != Walk::on) return answer;
  const GumboVector* children = nullptr;
  if (const GumboElement* element = element_of(node)) children = &element->children;
  if (node->type == GUMBO_NODE_DOCUMENT) children = &node->v.document.children;
  if (children == nullptr) return Walk::on;
  for (unsigned i = 0; i < children->length; ++i)
    if (walk(static_cast<const GumboNode*>(children->data[i]), visit) == Walk::stop) return Walk::stop;
  return Walk::on;
}

void gather_text(const GumboNode* node, std::string& out) {
  if (node->type == GUMBO_NODE_TEXT || node->type == GUMBO_NODE_WHITESPACE) {
    out += node->v.text.text;
    return;
  }
  const GumboElement* element = element_of(node);
  if (element == nullptr || is_hidden(*element)) return;
  const bool apart = breaks_lines(tag_of(*element));
  if (apart) out.push_back('\n');
  for (unsigned i = 0; i < element->children.length; ++i)
    gather_text(static_cast<const GumboNode*>(element->children.data[i]), out);
  if (apart) out.push_back('\n');
}

Result<const GumboNode*> find_one(const GumboNode* document, std::string_view path) {
  const auto steps = parse_element_path(path);
  if (!steps) return steps.error();
  const GumboNode* found = nullptr;
  int matches = 0;
  walk(document, [&](const GumboNode* node) {
    if (!fits(node, steps->back()) || !leads_to(node, *steps, steps->size() - 1)) return Walk::on;
    found = node;
    return ++matches > 1 ? Walk::stop : Walk::on;
  });
  if (matches == 0) return not_found(path, "is not on the page");
  if (matches > 1) return not_found(path, "stands more than once on the page");
  for (const GumboNode* up = found; up != nullptr; up = up->parent) {
    const GumboElement* element = element_of(up);
    if (element != nullptr && is_hidden(*element)) return not_found(path, "is hidden");
  }
  return found;
}

}  // namespace

struct HtmlPage::Tree {
  GumboOptions options;
  GumboOutput* output;
};

HtmlPage::HtmlPage(Tree* tree) : tree_(tree) {}
HtmlPage::HtmlPage(HtmlPage&& other) noexcept : tree_(std::exchange(other.tree_, nullptr)) {}
HtmlPage& HtmlPage::operator=(HtmlPage&& other) noexcept {
  std::swap(tree_, other.tree_);
  return *this;
}
HtmlPage::~HtmlPage() {
  if (tree_ == nullptr) return;
  gumbo_destroy_output(&tree_->options, tree_->output);
  delete tree_;
}

Result<HtmlPage> HtmlPage::parse(std::string_view bytes) {
  if (const auto guarded = guard_html(bytes); !guarded) return guarded.error();
  if (!is_utf8(bytes)) return Error{Code::bad_page, "the page is not UTF-8"};
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;  // gathering errors makes deep pages six times dearer
  GumboOutput* output = gumbo_parse_with_options(&options, bytes.data(), bytes.size());
  if (output == nullptr) return Error{Code::bad_page, "the page could not be parsed"};
  return HtmlPage(new Tree{options, output});
}

Result<std::string> HtmlPage::text(std::string_view path) const {
  const auto found = find_one(tree_->output->document, path);
  if (!found) return found.error();
  std::string text;
  gather_text(*found, text);
  return text;
}

Result<std::string> HtmlPage::attribute(std::string_view path, std::string_view attribute) const {
  const auto found = find_one(tree_->output->document, path);
  if (!found) return found.error();
  const char* value = attribute_of(*element_of(*found), std::string(attribute));
  if (value == nullptr) return not_found(path, "has no attribute " + std::string(attribute));
  return std::string(value);
}

Result<std::string> HtmlPage::meta(std::string_view name) const {
  const GumboNode* head = nullptr;
  if (const GumboElement* root = element_of(tree_->output->root)) {
    for (unsigned i = 0; i < root->children.length; ++i) {
      const auto* child = static_cast<const GumboNode*>(root->children.data[i]);
      const GumboElement* element = element_of(child);
      if (element != nullptr && element->tag == GUMBO_TAG_HEAD) head = child;
    }
  }
  const GumboElement* element = element_of(head);
  std::vector<std::string> contents;
  for (unsigned i = 0; element != nullptr && i < element->children.length; ++i) {
    const GumboElement* child = element_of(static_cast<const GumboNode*>(element->children.data[i]));
    if (child == nullptr || child->tag != GUMBO_TAG_META) continue;
    const char* named = attribute_of(*child, "name");
    const char* content = attribute_of(*child, "content");
    if (named != nullptr && content != nullptr && name == named) contents.emplace_back(content);
  }
  const std::string path = "meta[name=" + std::string(name) + "]";
  if (contents.empty()) return not_found(path, "is not in the page's head");
  if (contents.size() > 1) return not_found(path, "stands more than once in the page's head");
  return contents.front();
}

}  // namespace quorate
