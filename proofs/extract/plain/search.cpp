#include "proofs/extract/plain/search.hpp"

#include "proofs/extract/plain/tags.hpp"

#include <algorithm>
#include <array>

namespace quorate {
namespace {

constexpr std::string_view white_space = " \t\n\f\r";

// Character references that stand for one sign each, which no token has in it.
constexpr auto harmless = std::to_array<std::string_view>(
    {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#39;", "&#039;", "&nbsp;", "&copy;", "&hellip;",
     "&middot;", "&bull;", "&ndash;", "&mdash;", "&rsquo;", "&laquo;", "&raquo;"});

// Whether what stands between the element's tags is surely its text for HtmlPage: not of void elements, nor
// of those around which a parser moves text, takes a line feed away, or does not tell where the end tag stood
// (form).
bool holds_its_text(const PlainPiece& element) {
  switch (element.tag) {
    case PlainTag::phrasing:
    case PlainTag::formatting:
    case PlainTag::anchor:
    case PlainTag::heading:
    case PlainTag::paragraph:
    case PlainTag::list_item:
    case PlainTag::definition:
    case PlainTag::cell:
      return true;
    case PlainTag::block:
      return element.name != "pre";
    default:
      return false;
  }
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Whether a parser takes the text as it is written: it decodes references, and replaces other line ends,
// control characters, and what is no character.
bool is_spelled_out(std::string_view text) {
  const auto is_plain = [](char c) { return (c >= ' ' && c <= '~' && c != '&') || c == '\n' || c == '\t'; };
  return std::all_of(text.begin(), text.end(), is_plain);
}

// Whether every "&" in the text is a reference to a harmless sign, or followed by white space.
bool has_only_harmless_references(std::string_view text) {
  for (std::size_t at = text.find('&'); at != text.npos; at = text.find('&', at + 1)) {
    const std::string_view rest = text.substr(at);
    const bool is_sign = rest.size() > 1 && white_space.find(rest[1]) != white_space.npos;
    const auto begins = [&](std::string_view reference) { return rest.starts_with(reference); };
    if (!is_sign && std::none_of(harmless.begin(), harmless.end(), begins)) return false;
  }
  return true;
}

// The first counts, as everywhere in HTML.
const std::string_view* value_of(const PlainPiece& tag, std::string_view name) {
  for (const PlainAttribute& attribute : tag.attributes)
    if (attribute.name == name) return &attribute.value;
  return nullptr;
}

bool has_class(std::string_view classes, std::string_view name) {
  while (!classes.empty()) {
    const std::string_view first = classes.substr(0, classes.find_first_of(white_space));
    if (first == name) return true;
    classes.remove_prefix(std::min(classes.size(), first.size() + 1));
  }
  return false;
}

}  // namespace

bool is_called(const PlainAttribute& attribute, std::string_view name) {
  return attribute.name.size() == name.size() && std::equal(name.begin(), name.end(), attribute.name.begin(),
                                                            [](char a, char b) { return a == lower(b); });
}

PlainSearch::PlainSearch(std::span<const PlainQuestion> questions) : names_{"id", "class"} {
  for (const PlainQuestion& question : questions) {
    sought_.push_back({&question, std::nullopt, 0});
    if (!question.attribute.empty()) names_.push_back(question.attribute);
    for (const ElementStep& step : question.path)
      for (const ElementStep::Attribute& attribute : step.attributes) names_.push_back(attribute.name);
  }
}

// Whether those attributes that matter are spelled out; and marks the element where it may be hidden.
bool PlainSearch::read_attributes(const PlainPiece& tag, bool in_svg) {
  for (const PlainAttribute& attribute : tag.attributes) {
    for (const std::string_view name : names_)
      if (is_called(attribute, name) && (attribute.name != name || !is_spelled_out(attribute.value)))
        return false;
    // In svg a parser gives some of them another name.
    if (in_svg && names_.size() > 2 && attribute.name.find(':') != attribute.name.npos) return false;
    if (is_called(attribute, "hidden") || is_called(attribute, "style") ||
        is_called(attribute, "aria-hidden"))
      content_.back() = Content::doubtful;
  }
  return true;
}

bool PlainSearch::matches(const ElementStep& step, const PlainPiece& tag) {
  if (!step.tag.empty() && tag.name != step.tag) return false;
  const std::string_view* id = step.id.empty() ? nullptr : value_of(tag, "id");
  if (!step.id.empty() && (id == nullptr || *id != step.id)) return false;
  const std::string_view* classes = step.classes.empty() ? nullptr : value_of(tag, "class");
  for (const std::string& name : step.classes)
    if (classes == nullptr || !has_class(*classes, name)) return false;
  for (const ElementStep::Attribute& wanted : step.attributes) {
    const std::string_view* value = value_of(tag, wanted.name);
    if (value == nullptr || (!wanted.any_value && *value != wanted.value)) return false;
  }
  return true;
}

bool PlainSearch::start(const PlainPiece& tag, bool in_svg) {
  content_.push_back(content_.empty() ? Content::plain : content_.back());
  if (in_svg || may_be_left_out(tag.tag, tag.name)) content_.back() = Content::doubtful;
  if (!read_attributes(tag, in_svg)) return false;
  const std::size_t depth = content_.size();
  const std::size_t count = sought_.size();
  for (std::size_t s = 0; s < count; ++s) {
    Sought& sought = sought_[s];
    if (sought.depth != 0) {
      if (content_.back() == Content::doubtful) return false;
      sought.answer->match = PlainAnswer::Match::joined;
    }
    const Progress parent = depth == 1 ? Progress() : progress_[(depth - 2) * count + s];
    Progress& mine = progress_.emplace_back(Progress{0, parent.above | parent.here});
    const ElementPath& path = sought.question->path;
    for (std::size_t i = 0; i < path.size(); ++i) {
      const std::uint32_t before = path[i].is_child ? parent.here : mine.above;
      const bool is_reached = i == 0 || ((before >> (i - 1)) & 1) != 0;
      if (is_reached && matches(path[i], tag)) mine.here |= std::uint32_t{1} << i;
    }
    if (((mine.here >> (path.size() - 1)) & 1) != 0 && !found(sought, tag)) return false;
  }
  return true;
}

// The element that the question is about begins.
bool PlainSearch::found(Sought& sought, const PlainPiece& tag) {
  if (sought.answer || content_.back() == Content::doubtful) return false;
  sought.answer.emplace();
  const std::string& attribute = sought.question->attribute;
  if (!attribute.empty()) {
    const std::string_view* value = value_of(tag, attribute);
    if (value == nullptr) return false;
    sought.answer->text = *value;
    return true;
  }
  sought.depth = content_.size();
  return holds_its_text(tag);
}

bool PlainSearch::text(std::string_view text) {
  for (Sought& sought : sought_) {
    if (sought.depth == 0) continue;
    PlainAnswer& answer = *sought.answer;
    if (!is_spelled_out(text)) {
      answer.match = PlainAnswer::Match::joined;
      if (!has_only_harmless_references(text)) return false;
    }
    answer.text += text;
  }
  return true;
}

void PlainSearch::end() {
  for (Sought& sought : sought_)
    if (sought.depth == content_.size()) sought.depth = 0;
  content_.pop_back();
  progress_.resize(content_.size() * sought_.size());
}

std::optional<std::vector<PlainAnswer>> PlainSearch::answers() const {
  std::vector<PlainAnswer> all;
  for (const Sought& sought : sought_) {
    if (!sought.answer) return std::nullopt;
    all.push_back(*sought.answer);
  }
  return all;
}

}  // namespace quorate
