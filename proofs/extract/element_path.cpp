#include "proofs/extract/element_path.hpp"

#include "proofs/extract/html.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::size_t max_steps = 16;  // no page needs more, and each costs a walk up the tree

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

class Reader {
 public:
  explicit Reader(std::string_view path) : path_(path) {}

  Result<std::vector<PathStep>> read() {
    std::vector<PathStep> steps;
    PathStep::From from = PathStep::From::descendant;
    while (true) {
      skip_spaces();
      auto step = read_step(from);
      if (!step) return step.error();
      steps.push_back(std::move(*step));
      if (steps.size() > max_steps) return bad("too many steps");
      const bool spaced = skip_spaces();
      if (at_ == path_.size()) return steps;
      if (path_[at_] == '>') {
        ++at_;
        from = PathStep::From::child;
      } else if (spaced) {
        from = PathStep::From::descendant;
      } else {
        return bad("a character that no path holds");
      }
    }
  }

 private:
  Error bad(std::string_view why) const {
    return {Code::bad_argument, "element path: " + std::string(why) + " at offset " + std::to_string(at_)};
  }
  bool skip_spaces() {
    const std::size_t from = at_;
    while (at_ < path_.size() && path_[at_] == ' ') ++at_;
    return at_ > from;
  }
  std::string word() {
    const std::size_t from = at_;
    while (at_ < path_.size() && is_word(path_[at_])) ++at_;
    return std::string(path_.substr(from, at_ - from));
  }

  Result<PathStep> read_step(PathStep::From from) {
    PathStep step;
    step.from = from;
    const std::size_t begin = at_;
    step.tag = word();
    std::transform(step.tag.begin(), step.tag.end(), step.tag.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    while (at_ < path_.size() && (path_[at_] == '#' || path_[at_] == '.' || path_[at_] == '[')) {
      const char mark = path_[at_++];
      std::string name = word();
      if (name.empty()) return bad("a name is missing");
      if (mark == '#') {
        if (!step.id.empty()) return bad("two ids");
        step.id = std::move(name);
      } else if (mark == '.') {
        step.classes.push_back(std::move(name));
      } else if (auto test = read_attribute(std::move(name)); !test) {
        return test.error();
      } else {
        step.attributes.push_back(std::move(*test));
      }
    }
    if (at_ == begin) return bad("a step is missing");
    return step;
  }

  // Behind "[name": "]", "=value]" or "=\"value\"]".
  Result<AttributeTest> read_attribute(std::string name) {
    AttributeTest test{std::move(name), {}};
    if (at_ < path_.size() && path_[at_] == '=') {
      ++at_;
      if (at_ < path_.size() && path_[at_] == '"') {
        const std::size_t end = path_.find('"', at_ + 1);
        if (end == path_.npos) return bad("a quotation mark is not closed");
        test.value = path_.substr(at_ + 1, end - at_ - 1);
        at_ = end + 1;
      } else {
        test.value = word();
        if (test.value->empty()) return bad("a value is missing");
      }
    }
    if (at_ == path_.size() || path_[at_] != ']') return bad("a ] is missing");
    ++at_;
    return test;
  }

  std::string_view path_;
  std::size_t at_ = 0;
};

}  // namespace

Result<std::vector<PathStep>> parse_element_path(std::string_view path) { return Reader(path).read(); }

Result<void> check_element_path(std::string_view path) {
  if (const auto steps = parse_element_path(path); !steps) return steps.error();
  return {};
}

}  // namespace quorate
