#include "proofs/extract/html/open_elements.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace quorate {
namespace {

constexpr auto formatting = std::to_array<std::string_view>(
    {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"});
constexpr auto voids =
    std::to_array<std::string_view>({"area", "base", "br", "col", "embed", "frame", "hr", "image", "img",
                                     "input", "link", "meta", "param", "source", "track", "wbr"});
constexpr auto roots = std::to_array<std::string_view>({"html", "head", "body"});
// Often left without an end tag: the next of its sort ends it.
constexpr auto implied = std::to_array<std::string_view>({"p", "li", "dd", "dt", "option", "tr", "td", "th"});

// Start tags that end svg and math content, beside formatting elements (section 13.2.6.5).
constexpr auto leave_foreign = std::to_array<std::string_view>(
    {"blockquote", "body", "br",  "center", "dd",   "div", "dl",  "dt",    "embed",   "h1",   "h2",
     "h3",         "h4",   "h5",  "h6",     "head", "hr",  "img", "li",    "listing", "menu", "meta",
     "ol",         "p",    "pre", "ruby",   "span", "sub", "sup", "table", "ul",      "var"});
// Elements of svg and math in which HTML begins again.
constexpr auto integration = std::to_array<std::string_view>(
    {"annotation-xml", "desc", "foreignobject", "mi", "mn", "mo", "ms", "mtext", "title"});
// Tags that may end a select, or change how its content is read (sections 13.2.6.4.16 and 17).
constexpr auto leave_select = std::to_array<std::string_view>(
    {"caption", "col", "colgroup", "hr", "input", "keygen", "script", "select", "table", "tbody", "template",
     "textarea", "tfoot", "thead", "tr"});
// Elements around which a parser sets a mark among the formatting elements, and that a table's tags may close
// without taking the mark away.
constexpr auto markers = std::to_array<std::string_view>({"applet", "marquee", "object"});
constexpr auto cells = std::to_array<std::string_view>({"td", "th"});

constexpr std::size_t clone_cost = 256;   // bytes of a node and of its place in its parent
constexpr std::ptrdiff_t remembered = 3;  // formatting elements of a sort (section 13.2.4.3)
constexpr std::size_t clone_growth =
    8;  // an attribute in the tree takes about eight times its bytes in the page

bool is_one_of(std::string_view name, std::span<const std::string_view> names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_foreign_root(std::string_view name) { return name == "svg" || name == "math"; }

bool leaves_select(std::string_view name) { return is_one_of(name, leave_select) || is_one_of(name, cells); }

}  // namespace

void OpenElements::start(const HtmlTag& tag) {
  watch_start(tag);
  if (is_one_of(tag.name, roots)) return;  // there is one of each, and check_html_cost bounds their number
  frames_ = frames_ || tag.name == "frameset";
  forms_stay_ = forms_stay_ || (tag.name == "form" && forms_ > 0);
  formatting_stays_ = formatting_stays_ || (is_one_of(tag.name, markers) && (tables_ > 0 || picky_ > 0));
  const bool is_void = is_one_of(tag.name, voids);
  if (surely_in_foreign() ? tag.is_self_closing : is_void && !maybe_foreign()) return;
  if (is_one_of(tag.name, implied)) end_same_sort(tag.name);
  if (tag.name == "a" && !maybe_foreign() && !formatting_stays_ && !open_.empty() && open_.back().name == "a")
    remove(open_.size() - 1);
  Open element{tag.name, is_void || tag.is_self_closing, 0};
  if (is_one_of(tag.name, formatting)) {
    element.clone_bytes = clone_cost + clone_growth * tag.bytes;
    forget_fourth(tag.name);
  }
  push(element);
  if ((is_foreign_root(tag.name) || tag.name == "select") && sure_ == 0 && !element.is_stale &&
      foreign_ + picky_ == 1 && !frames_)
    sure_ = open_.size();
}

void OpenElements::end(const HtmlTag& tag) {
  if (watch_end(tag)) return;
  std::size_t place = open_.size();
  while (place > 0 && open_[place - 1].name != tag.name && open_[place - 1].clone_bytes != 0) --place;
  const bool is_found = place > 0 && open_[place - 1].name == tag.name;
  const bool is_innermost = is_found && place == open_.size();
  if (tag.name == "form" && !is_innermost) forms_stay_ = true;
  // A formatting element goes from between others of its kind, which stay open or come back.
  if (is_found && (is_innermost || open_[place - 1].clone_bytes != 0) && !stays(open_[place - 1])) {
    remove(place - 1);
  } else {
    make_stale(tag.name);
  }
}

bool OpenElements::stays(const Open& element) const {
  return element.name == "frameset" || (element.name == "form" && forms_stay_) ||
         (element.clone_bytes != 0 && formatting_stays_);
}

// Keeps `sure_` right at a start tag.
void OpenElements::watch_start(const HtmlTag& tag) {
  if (surely_in_select()) {
    if (leaves_select(tag.name)) sure_ = 0;
  } else if (surely_in_foreign()) {
    const bool in_html = is_one_of(open_.back().name, integration);
    if (in_html || is_one_of(tag.name, leave_foreign) || is_one_of(tag.name, formatting)) sure_ = 0;
  }
}

// The same at an end tag. True: the tag surely closed an element with all in it, up to the svg, math or
// select itself.
bool OpenElements::watch_end(const HtmlTag& tag) {
  if (sure_ == 0) return false;
  const std::size_t lowest = sure_;
  const bool closes_inner = surely_in_foreign() || tag.name == "select";
  if (leaves_select(tag.name) && surely_in_select()) sure_ = tag.name == "select" ? sure_ : 0;
  for (std::size_t place = open_.size(); closes_inner && place >= lowest; --place) {
    if (open_[place - 1].name != tag.name) continue;
    while (open_.size() >= place) remove(open_.size() - 1);
    return true;
  }
  if (surely_in_foreign()) sure_ = 0;
  return false;
}

// Of four formatting elements of a sort a parser remembers the inner three, and may never close the first.
void OpenElements::forget_fourth(std::string_view name) {
  const auto is_same = [&](const Open& element) { return element.name == name; };
  const auto first = std::find_if(open_.begin(), open_.end(), is_same);
  if (std::count_if(first, open_.end(), is_same) < remembered) return;
  stale_ += first->is_stale ? 0 : 1;
  first->is_stale = true;
  first->name = {};
}

// A start tag that ends the one of its sort before it, where only such elements are open in that one.
void OpenElements::end_same_sort(std::string_view name) {
  for (std::size_t place = open_.size(); place > 0; --place) {
    const Open& element = open_[place - 1];
    if (element.is_stale) continue;
    if (element.name == name) return make_stale(name);
    if (!is_one_of(element.name, implied)) return;
  }
}

// The innermost element of this name, and all in it: closed, as its author would say.
void OpenElements::make_stale(std::string_view name) {
  std::size_t place = open_.size();
  while (place > 0 && (open_[place - 1].name != name || open_[place - 1].is_stale)) --place;
  if (place == 0) return;
  for (Open& element : std::span(open_).subspan(place - 1)) {
    stale_ += element.is_stale ? 0 : 1;
    element.is_stale = true;
  }
}

void OpenElements::push(const Open& element) {
  stale_ += element.is_stale ? 1 : 0;
  formatting_ += element.clone_bytes != 0 ? 1 : 0;
  formatting_bytes_ += element.clone_bytes;
  foreign_ += is_foreign_root(element.name) ? 1 : 0;
  tables_ += element.name == "table" ? 1 : 0;
  forms_ += element.name == "form" ? 1 : 0;
  picky_ += element.name == "select" || element.name == "template" ? 1 : 0;
  open_.push_back(element);
}

void OpenElements::remove(std::size_t place) {
  const Open& element = open_[place];
  stale_ -= element.is_stale ? 1 : 0;
  formatting_ -= element.clone_bytes != 0 ? 1 : 0;
  formatting_bytes_ -= element.clone_bytes;
  foreign_ -= is_foreign_root(element.name) ? 1 : 0;
  tables_ -= element.name == "table" ? 1 : 0;
  forms_ -= element.name == "form" ? 1 : 0;
  picky_ -= element.name == "select" || element.name == "template" ? 1 : 0;
  open_.erase(open_.begin() + static_cast<std::ptrdiff_t>(place));
  if (open_.size() < sure_) sure_ = 0;
}

}  // namespace quorate
