#include "config/yaml/yaml.hpp"

#include "proofs/encoding/utf8.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <optional>
#include <set>
#include <sstream>

namespace quorate {
namespace {

// What yaml-cpp gives as the tag of a node that has none.
constexpr std::string_view untagged_plain = "?";
constexpr std::string_view untagged_quoted = "!";

using FileName = std::shared_ptr<const std::string>;

YamlPlace place_of(const FileName& file, const YAML::Mark& mark) {
  if (mark.is_null()) return {file, 1, 1};
  return {file, static_cast<std::size_t>(mark.line) + 1, static_cast<std::size_t>(mark.column) + 1};
}

// Builds the tree from the parser's events. The first thing to refuse is kept; what follows it is ignored.
class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(FileName file) : file_(std::move(file)) {}

  const std::optional<Error>& error() const { return error_; }
  YamlNode take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) refuse(mark, "a second document begins; keep one document in a file");
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (check(mark, untagged_plain, anchor)) add(node(YamlNode::Kind::nothing, mark));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    refuse(mark, "an alias (*); write the value out");
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (!check(mark, tag, anchor)) return;
    YamlNode scalar = node(tag == untagged_quoted ? YamlNode::Kind::quoted : YamlNode::Kind::plain, mark);
    scalar.text = value;
    add(std::move(scalar));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::sequence, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::map, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  // A sequence or map whose end has not come yet. `key` is a map's key that waits for its value.
  struct Open {
    YamlNode node;
    std::optional<YamlMember> key;
    std::set<std::string, std::less<>> keys;
  };

  YamlNode node(YamlNode::Kind kind, const YAML::Mark& mark) const {
    YamlNode made;
    made.kind = kind;
    made.place = place_of(file_, mark);
    return made;
  }

  void refuse(const YamlPlace& place, std::string_view why) {
    if (!error_) error_ = error_at(place, why);
  }
  void refuse(const YAML::Mark& mark, std::string_view why) { refuse(place_of(file_, mark), why); }

  bool check(const YAML::Mark& mark, std::string_view tag, YAML::anchor_t anchor) {
    if (anchor != YAML::NullAnchor) refuse(mark, "an anchor (&); remove it");
    if (tag != untagged_plain && tag != untagged_quoted) refuse(mark, "a tag (!); remove it");
    return !error_;
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, std::string_view tag, YAML::anchor_t anchor) {
    if (open_.size() == max_yaml_depth) refuse(mark, "more than 16 levels; nest less");
    if (check(mark, tag, anchor)) open_.push_back({node(kind, mark), {}, {}});
  }

  void close() {
    if (error_) return;
    YamlNode closed = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(closed));
  }

  void add(YamlNode added) {
    if (open_.empty()) {
      root_ = std::move(added);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.kind == YamlNode::Kind::sequence) {
      parent.node.items.push_back(std::move(added));
    } else if (parent.key) {
      // yaml-cpp says where the parser was when it found nothing, which may be lines later.
      const bool elsewhere = added.place.line != parent.key->place.line;
      if (added.kind == YamlNode::Kind::nothing && elsewhere) added.place = parent.key->place;
      parent.key->value = std::move(added);
      parent.node.members.push_back(std::move(*parent.key));
      parent.key.reset();
    } else {
      add_key(parent, std::move(added));
    }
  }

  void add_key(Open& map, YamlNode key) {
    if (key.kind != YamlNode::Kind::plain && key.kind != YamlNode::Kind::quoted)
      return refuse(key.place, "a key must be a word");
    if (!map.keys.insert(key.text).second)
      return refuse(key.place,
                    "the key \"" + key.text + "\" stands here for the second time; remove one of them");
    map.key = YamlMember{std::move(key.text), std::move(key.place), {}};
  }

  FileName file_;
  std::optional<Error> error_;
  std::vector<Open> open_;
  YamlNode root_;
  std::size_t documents_ = 0;
};

// yaml-cpp would guess UTF-16 from the first bytes, and takes control characters and invalid UTF-8.
std::optional<Error> check_characters(const FileName& file, std::string_view bytes) {
  if (bytes.size() > max_yaml_bytes) return error_at({file, 1, 1}, "larger than 1 MiB; split the file");
  if (bytes.starts_with(byte_order_mark))
    return error_at({file, 1, 1}, "a byte order mark; save the file without it");
  YamlPlace place{file, 1, 1};
  while (!bytes.empty()) {
    const std::size_t end = bytes.find('\n');
    const std::string_view line = bytes.substr(0, end);
    if (!is_utf8(line)) return error_at(place, "this line is not UTF-8; save the file as UTF-8");
    std::string visible(line);
    std::erase_if(visible, [](char c) { return c == '\t' || c == '\r'; });
    if (has_control(visible)) return error_at(place, "this line has a control character; remove it");
    if (end == bytes.npos) break;
    bytes.remove_prefix(end + 1);
    ++place.line;
  }
  return std::nullopt;
}

}  // namespace

Error error_at(const YamlPlace& place, std::string_view why) {
  constexpr std::size_t max_message_bytes = 500;  // keys and values in it are the file's
  const std::string file = place.file ? *place.file : std::string();
  return {Code::bad_config, file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) +
                                ": " + printable(why, max_message_bytes)};
}

Result<YamlNode> parse_yaml(std::string_view file, std::string_view bytes) {
  const auto name = std::make_shared<const std::string>(file);
  if (const auto refused = check_characters(name, bytes)) return *refused;
  // yaml-cpp takes the end of the file for the end of a quoted text; the mark of the document's end it does
  // not.
  std::istringstream in(std::string(bytes) + (bytes.ends_with('\n') ? "...\n" : "\n...\n"));
  TreeBuilder builder(name);
  try {  // the library reports malformed input in no other way
    YAML::Parser parser(in);
    while (!builder.error() && parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& failure) {
    if (!builder.error()) return error_at(place_of(name, failure.mark), "not YAML: " + failure.msg);
  }
  if (builder.error()) return *builder.error();
  YamlNode root = builder.take();
  if (root.kind == YamlNode::Kind::nothing) return error_at({name, 1, 1}, "there is nothing in this file");
  return root;
}

}  // namespace quorate
