#include "proofs/extract/html/visible_text.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace quorate {
namespace {

using Names = std::span<const std::string_view>;

// Not shown at all, so the texts around them touch.
constexpr auto not_shown = std::to_array<std::string_view>(
    {"datalist", "dialog", "noembed", "noframes", "noscript", "rp", "script", "style", "template", "title"});

// Shown as something else than the text in them.
constexpr auto replaced = std::to_array<std::string_view>(
    {"applet", "audio", "canvas", "embed", "frame", "frameset", "iframe", "meter", "object", "optgroup",
     "option", "plaintext", "progress", "select", "textarea", "video", "xmp", "picture"});

// Elements that run on in a line; custom elements do so too.
constexpr auto in_line = std::to_array<std::string_view>(
    {"a",      "abbr",   "acronym", "b",   "bdi",  "bdo",  "big", "blink", "cite",  "code",
     "data",   "del",    "dfn",     "em",  "font", "i",    "ins", "kbd",   "label", "mark",
     "nobr",   "output", "q",       "rb",  "rt",   "ruby", "s",   "samp",  "small", "span",
     "strike", "strong", "sub",     "sup", "time", "tt",   "u",   "var"});

bool is_one_of(std::string_view name, Names names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string compact(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == ' ' || (c >= '\t' && c <= '\r')) continue;
    result.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  }
  return result;
}

// What an escape or a comment in it may spell is not read: such a style counts as hiding.
bool style_hides(std::string_view style) {
  const std::string text = compact(style);
  for (const std::string_view sign : {"display:none", "visibility:hidden", "visibility:collapse", "\\", "/*"})
    if (text.find(sign) != text.npos) return true;
  return false;
}

bool is_not_shown(const HtmlNode& element) {
  if (is_one_of(element.name, not_shown) || element.find("hidden") != nullptr) return true;
  const std::string_view* aria = element.find("aria-hidden");
  const std::string_view* style = element.find("style");
  return (aria != nullptr && compact(*aria) == "true") || (style != nullptr && style_hides(*style));
}

bool separates(const HtmlNode& element) {
  if (!element.is_html) return true;
  const bool is_custom = element.name.find('-') != element.name.npos;
  return !is_custom && element.name != "wbr" && !is_one_of(element.name, in_line);
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\n\f\r") == text.npos; }

// Gathers the text; between two separated pieces stands one line feed.
class Lines {
 public:
  void separate() { is_separated_ = !text_.empty(); }
  void add(std::string_view piece) {
    if (is_separated_) text_.push_back('\n');
    is_separated_ = false;
    text_ += piece;
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  bool is_separated_ = false;
};

}  // namespace

bool is_left_out(const HtmlNode& element) {
  return !element.is_html || is_not_shown(element) || is_one_of(element.name, replaced);
}

Result<std::string> visible_text(const std::vector<HtmlNode>& nodes, std::size_t place) {
  const HtmlNode& region = nodes[place];
  Lines lines;
  std::vector<std::size_t> block_ends;  // where the blocks end that are open, innermost last
  for (std::size_t i = place + 1; i < region.end;) {
    for (; !block_ends.empty() && block_ends.back() == i; block_ends.pop_back()) lines.separate();
    const HtmlNode& node = nodes[i];
    if (node.kind == HtmlNode::Kind::text) {
      const bool is_inside = node.source_begin >= region.source_begin && node.source_end <= region.source_end;
      if (!is_inside && !is_blank(node.text))
        return Error{Code::bad_page, "text from elsewhere in the page stands in the element"};
      lines.add(node.text);
      ++i;
      continue;
    }
    const bool is_shown = !is_not_shown(node) || !node.is_html;
    if (is_shown && separates(node)) {
      lines.separate();
      block_ends.push_back(node.end);
    }
    i = is_left_out(node) ? node.end : i + 1;
  }
  return lines.take();
}

}  // namespace quorate
