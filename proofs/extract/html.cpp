#include "proofs/extract/html.hpp"

#include "proofs/encoding/utf8.hpp"
#include "proofs/extract/html/cost.hpp"
#include "proofs/extract/html/tree.hpp"
#include "proofs/extract/html/visible_text.hpp"
#include "proofs/extract/media_type.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace quorate {
namespace {

Error bad_page(std::string detail) { return {Code::bad_page, std::move(detail)}; }

bool equal_any_case(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [&](char x, char y) { return lower(x) == lower(y); });
}

bool has_class(const HtmlNode& element, std::string_view name) {
  constexpr std::string_view white_space = " \t\n\f\r";
  const std::string_view* classes = element.find("class");
  std::string_view rest = classes != nullptr ? *classes : std::string_view();
  while (!rest.empty()) {
    const std::string_view first = rest.substr(0, rest.find_first_of(white_space));
    if (first == name) return true;
    rest.remove_prefix(std::min(rest.size(), first.size() + 1));
  }
  return false;
}

bool matches(const HtmlNode& element, const ElementStep& step) {
  if (!step.tag.empty() && element.name != step.tag) return false;
  const std::string_view* id = step.id.empty() ? nullptr : element.find("id");
  if (!step.id.empty() && (id == nullptr || *id != step.id)) return false;
  for (const std::string& name : step.classes)
    if (!has_class(element, name)) return false;
  for (const ElementStep::Attribute& wanted : step.attributes) {
    const std::string_view* value = element.find(wanted.name);
    if (value == nullptr || (!wanted.any_value && *value != wanted.value)) return false;
  }
  return true;
}

// Bit i: the path's first i + 1 steps end at this element, or at one around it.
struct Progress {
  std::uint32_t here = 0;
  std::uint32_t above = 0;
  bool is_left_out = false;
};
static_assert(max_path_steps <= 32);

Progress progress_at(const HtmlNode& element, const ElementPath& path, const Progress& parent) {
  Progress progress{0, parent.above | parent.here, parent.is_left_out || is_left_out(element)};
  for (std::size_t i = 0; i < path.size(); ++i) {
    const std::uint32_t before = path[i].is_child ? parent.here : progress.above;
    const bool is_reached = i == 0 || ((before >> (i - 1)) & 1) != 0;
    if (is_reached && matches(element, path[i])) progress.here |= std::uint32_t{1} << i;
  }
  return progress;
}

// Left open, such an element changes how the tags after it are read, maybe those of the element that is
// sought, so that another one could stand in for it; or what seems to be in it is not.
bool is_left_open(const HtmlNode& element) {
  constexpr auto names = std::to_array<std::string_view>({"select", "template", "noscript", "svg", "math"});
  return !element.is_written && std::find(names.begin(), names.end(), element.name) != names.end();
}

// The place of the one element that the path selects.
Result<std::size_t> find_element(const std::vector<HtmlNode>& nodes, std::string_view path_text) {
  const auto path = parse_element_path(path_text);
  if (!path) return path.error();
  const std::string name = "the element " + std::string(path_text);
  std::vector<Progress> progress(nodes.size());
  std::size_t found = nodes.size();
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (nodes[i].kind != HtmlNode::Kind::element) continue;
    if (is_left_open(nodes[i])) return bad_page("a <" + nodes[i].name + "> is not closed");
    progress[i] = progress_at(nodes[i], *path, i == 0 ? Progress() : progress[nodes[i].parent]);
    if ((progress[i].here >> (path->size() - 1)) == 0) continue;
    if (found != nodes.size()) return bad_page(name + " is there more than once");
    found = i;
  }
  if (found == nodes.size()) return bad_page(name + " is missing");
  if (progress[found].is_left_out) return bad_page(name + " is not shown");
  return found;
}

bool is_in_head(const std::vector<HtmlNode>& nodes, const HtmlNode& node) {
  return nodes[node.parent].is("head");
}

// Another charset than UTF-8 could turn what looks like markup here into text there (threats, C10).
Result<void> check_declared_charset(const std::vector<HtmlNode>& nodes) {
  for (const HtmlNode& node : nodes) {
    if (!node.is("meta") || !is_in_head(nodes, node)) continue;
    const std::string_view* charset = node.find("charset");
    const std::string_view* instead_of = node.find("http-equiv");
    const std::string_view* content = node.find("content");
    if (charset != nullptr && !is_read_as_utf8(*charset))
      return bad_page("the page declares another charset");
    if (instead_of == nullptr || content == nullptr || !equal_any_case(*instead_of, "content-type")) continue;
    if (!is_read_as_utf8(parse_media_type(*content).charset))
      return bad_page("the page declares another charset");
  }
  return {};
}

}  // namespace

HtmlPage::HtmlPage(std::unique_ptr<HtmlTree> tree) : tree_(std::move(tree)) {}
HtmlPage::HtmlPage(HtmlPage&&) noexcept = default;
HtmlPage& HtmlPage::operator=(HtmlPage&&) noexcept = default;
HtmlPage::~HtmlPage() = default;

Result<HtmlPage> HtmlPage::parse(std::string_view bytes) {
  if (const auto checked = check_html_cost(bytes); !checked) return checked.error();
  if (bytes.find('\0') != bytes.npos || !is_utf8(bytes)) return bad_page("the page is not UTF-8 text");
  auto tree = std::make_unique<HtmlTree>(bytes);
  if (const auto checked = check_declared_charset(tree->nodes()); !checked) return checked.error();
  return HtmlPage(std::move(tree));
}

Result<std::string> HtmlPage::text(std::string_view path) const {
  const auto place = find_element(tree_->nodes(), path);
  if (!place) return place.error();
  if (!tree_->nodes()[*place].is_written)
    return bad_page("the element " + std::string(path) + " is not closed by its own end tag");
  return visible_text(tree_->nodes(), *place);
}

Result<std::string> HtmlPage::attribute(std::string_view path, std::string_view attribute) const {
  const auto place = find_element(tree_->nodes(), path);
  if (!place) return place.error();
  const std::string_view* value = tree_->nodes()[*place].find(attribute);
  if (value == nullptr)
    return bad_page("the element " + std::string(path) + " has no attribute " + std::string(attribute));
  return std::string(*value);
}

Result<std::string> HtmlPage::meta(std::string_view name) const {
  const std::vector<HtmlNode>& nodes = tree_->nodes();
  const std::string_view* content = nullptr;
  bool is_found = false;
  for (const HtmlNode& node : nodes) {
    const std::string_view* named = node.is("meta") && is_in_head(nodes, node) ? node.find("name") : nullptr;
    if (named == nullptr || !equal_any_case(*named, name)) continue;
    if (is_found) return bad_page("the meta " + std::string(name) + " is there more than once");
    is_found = true;
    content = node.find("content");
  }
  if (content == nullptr) return bad_page("the meta " + std::string(name) + " is missing or has no content");
  return std::string(*content);
}

}  // namespace quorate
