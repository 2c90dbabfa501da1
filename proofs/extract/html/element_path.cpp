#include "proofs/extract/html/element_path.hpp"

#include <algorithm>

namespace quorate {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_tag_character(char c) { return is_lower(c) || is_digit(c) || c == '-'; }
bool is_attribute_character(char c) { return is_tag_character(c) || c == '_' || c == ':'; }
bool is_id_character(char c) {
  return is_lower(c) || (c >= 'A' && c <= 'Z') || is_digit(c) || c == '-' || c == '_';
}
bool is_value_character(char c) {
  return c >= ' ' && c <= '~' && c != '[' && c != ']' && c != '"' && c != '\'';
}

class PathReader {
 public:
  explicit PathReader(std::string_view text) : text_(text) {}

  Result<ElementPath> read() {
    if (text_.size() > max_path_bytes) return error("an element path longer than 512 bytes");
    ElementPath path;
    bool is_child = false;
    do {
      auto step = read_step();
      if (!step) return step.error();
      if (path.size() == max_path_steps) return error("an element path of more than 16 steps");
      step->is_child = is_child;
      path.push_back(std::move(*step));
      is_child = take(" > ");
    } while (is_child || take(" "));
    if (place_ != text_.size()) return error("an unexpected character in an element path");
    return path;
  }

 private:
  Error error(std::string_view what) const {
    return {Code::bad_argument, std::string(what) + " at offset " + std::to_string(place_)};
  }

  bool take(std::string_view expected) {
    if (!text_.substr(place_).starts_with(expected)) return false;
    place_ += expected.size();
    return true;
  }

  template <class Allowed>
  std::string read_run(Allowed is_allowed) {
    const std::string_view rest = text_.substr(place_);
    const auto end = std::find_if_not(rest.begin(), rest.end(), is_allowed);
    const std::string_view run = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    place_ += run.size();
    return std::string(run);
  }

  template <class Allowed>
  std::string read_name(Allowed is_allowed) {
    return place_ < text_.size() && is_lower(text_[place_]) ? read_run(is_allowed) : std::string();
  }

  Result<ElementStep> read_step() {
    ElementStep step;
    const std::size_t start = place_;
    step.tag = read_name(is_tag_character);
    while (true) {
      if (take("#")) {
        if (!step.id.empty()) return error("a second id in a step of an element path");
        step.id = read_run(is_id_character);
        if (step.id.empty()) return error("an id is missing in an element path");
      } else if (take(".")) {
        step.classes.push_back(read_run(is_id_character));
        if (step.classes.back().empty()) return error("a class is missing in an element path");
      } else if (take("[")) {
        if (const auto read = read_attribute(step); !read) return read.error();
      } else {
        break;
      }
    }
    if (place_ == start) return error("a step is missing in an element path");
    return step;
  }

  // What follows "[".
  Result<void> read_attribute(ElementStep& step) {
    ElementStep::Attribute attribute;
    attribute.name = read_name(is_attribute_character);
    if (attribute.name.empty()) return error("an attribute's name is missing in an element path");
    attribute.any_value = !take("=");
    if (!attribute.any_value) attribute.value = read_run(is_value_character);
    if (!attribute.any_value && attribute.value.empty())
      return error("an attribute's value is missing in an element path");
    if (!take("]")) return error("a ] is missing in an element path");
    step.attributes.push_back(std::move(attribute));
    return {};
  }

  std::string_view text_;
  std::size_t place_ = 0;
};

}  // namespace

Result<ElementPath> parse_element_path(std::string_view text) { return PathReader(text).read(); }

Result<void> check_element_path(std::string_view text) {
  const auto path = parse_element_path(text);
  if (!path) return path.error();
  return {};
}

}  // namespace quorate
