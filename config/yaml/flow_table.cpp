#include "config/yaml/flow_table.hpp"

#include "proofs/encoding/utf8.hpp"

#include <algorithm>
#include <optional>
#include <utility>

namespace quorate {
namespace {

bool in_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
         c == '.';
}

// Reads from left to right. The first failure is kept, and nothing is read after it.
class FlowReader {
 public:
  FlowReader(std::string_view file, std::string_view bytes)
      : file_(std::make_shared<const std::string>(file)), rest_(bytes) {}

  Result<YamlNode> table() {
    skip_to_token();
    YamlNode root = node(YamlNode::Kind::map);
    while (skip_to_token()) {
      YamlMember member = key();
      member.value = next_is('"') ? quoted() : entries();
      add(root, std::move(member));
    }
    if (failed_) return *failed_;
    if (root.members.empty()) return error_at({file_, 1, 1}, "there is nothing in this file");
    return root;
  }

 private:
  YamlNode node(YamlNode::Kind kind) const {
    YamlNode made;
    made.kind = kind;
    made.place = {file_, line_, column_};
    return made;
  }

  void fail(std::string_view why) {
    if (!failed_) failed_ = error_at({file_, line_, column_}, why);
  }
  void advance(std::size_t count) {
    column_ += count;
    rest_.remove_prefix(count);
  }
  // Past white space and comments. False at the end, and after a failure.
  bool skip_to_token() {
    while (!failed_ && !rest_.empty()) {
      if (rest_.front() == '\n') {
        rest_.remove_prefix(1);
        ++line_;
        column_ = 1;
        line_is_blank_ = true;
      } else if (rest_.front() == ' ') {
        advance(1);
      } else if (rest_.front() == '#' && line_is_blank_) {
        advance(std::min(rest_.find('\n'), rest_.size()));
      } else {
        line_is_blank_ = false;
        return true;
      }
    }
    return false;
  }
  bool next_is(char c) { return skip_to_token() && rest_.front() == c; }
  bool take(char c) {
    if (!next_is(c)) return false;
    advance(1);
    return true;
  }
  void want(char c) {
    if (!take(c)) fail(std::string("a ") + c + " is missing here");
  }

  YamlNode word() {
    if (!skip_to_token()) fail("a word is missing at the end");
    YamlNode made = node(YamlNode::Kind::plain);
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), in_word);
    made.text.assign(rest_.begin(), end);
    if (made.text.empty()) fail("a word is missing here");
    advance(made.text.size());
    return made;
  }
  YamlMember key() {
    YamlNode name = word();
    want(':');
    return {std::move(name.text), std::move(name.place), {}};
  }
  void add(YamlNode& map, YamlMember member) {
    for (const YamlMember& present : map.members)
      if (present.key == member.key) fail("the key \"" + member.key + "\" stands here for the second time");
    map.members.push_back(std::move(member));
  }
  YamlNode quoted() {
    YamlNode made = node(YamlNode::Kind::quoted);
    want('"');
    const std::string_view text = rest_.substr(0, rest_.find_first_of("\"\\\n"));
    made.text = text;
    if (!is_utf8(text) || has_control(text)) fail("this text is not plain UTF-8");
    advance(text.size());
    if (failed_ || rest_.empty() || rest_.front() != '"')
      fail("this text has no end in its line, or an escape");
    want('"');
    return made;
  }
  YamlNode list() {
    YamlNode made = node(YamlNode::Kind::sequence);
    want('[');
    if (take(']')) return made;
    do made.items.push_back(next_is('"') ? quoted() : word());
    while (take(','));
    want(']');
    return made;
  }
  YamlNode value() {
    if (next_is('"')) return quoted();
    return next_is('[') ? list() : word();
  }
  YamlNode entry() {
    YamlNode made = node(YamlNode::Kind::map);
    want('{');
    do {
      YamlMember member = key();
      member.value = value();
      add(made, std::move(member));
    } while (take(','));
    want('}');
    return made;
  }
  YamlNode entries() {
    skip_to_token();
    YamlNode made = node(YamlNode::Kind::sequence);
    while (take('-')) {
      skip_to_token();
      made.items.push_back(entry());
    }
    if (made.items.empty()) fail("an entry is missing here");
    return made;
  }

  std::shared_ptr<const std::string> file_;
  std::string_view rest_;
  std::size_t line_ = 1;
  std::size_t column_ = 1;
  bool line_is_blank_ = true;  // as far as it was read
  std::optional<Error> failed_;
};

}  // namespace

Result<YamlNode> parse_flow_table(std::string_view file, std::string_view bytes) {
  return FlowReader(file, bytes).table();
}

}  // namespace quorate
