#include "config/policy.hpp"

#include "config/yaml/reader.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr Range group_count = {
    1, 32};  // a contact has at most 32 accounts (contact.hpp), and so at most 32 groups
constexpr Range answer_count = {1, 2};

// Keys that the design gives to policies and that this version does not act on. Ignoring them would weaken
// the policy.
Result<void> refuse_later_keys(const YamlNode& node) {
  for (const YamlMember& member : node.members)
    for (const std::string_view later : {"auto_rotate", "groups", "vantage_points", "evidence"})
      if (member.key == later)
        return error_at(member.place, "policy: this version of quorate does not know \"" + member.key +
                                          "\" yet and would not act on it; remove it");
  return {};
}

std::vector<Answer> read_accept(MapReader& reader, const YamlNode& node) {
  std::vector<Answer> accept;
  for (const std::string& word : reader.keep(read_strings(node, "\"accept\"", answer_count))) {
    if (word != "confirmed" && word != "corroborated")
      reader.fail_at(&node, "only confirmed and corroborated can be accepted, not " + word);
    const Answer answer = word == "confirmed" ? Answer::confirmed : Answer::corroborated;
    if (std::find(accept.begin(), accept.end(), answer) != accept.end())
      reader.fail_at(&node, word + " stands twice under \"accept\"");
    accept.push_back(answer);
  }
  if (std::find(accept.begin(), accept.end(), Answer::confirmed) == accept.end())
    reader.fail_at(&node, "\"accept\" must hold confirmed, which is more than corroborated; add it");
  return accept;
}

}  // namespace

Result<Policy> read_policy(const YamlNode& node) {
  if (const auto checked = refuse_later_keys(node); !checked) return checked.error();
  MapReader reader(node, "policy");
  Policy policy;
  policy.rule.hostile = reader.optional_integer("hostile", group_count);
  policy.rule.quorum = reader.optional_integer("quorum", group_count);
  if (policy.rule.hostile && policy.rule.quorum)
    reader.fail_at(nullptr, "\"hostile\" and \"quorum\" are two ways to say the same; remove one");
  if (const YamlNode* accept = reader.find("accept")) policy.accept = read_accept(reader, *accept);
  if (const auto done = reader.finish(); !done) return done.error();
  return policy;
}

Result<Policy> load_policy(std::string_view file, std::string_view bytes) {
  const auto root = parse_yaml(file, bytes);
  if (!root) return root.error();
  return read_policy(*root);
}

bool accepts(const Policy& policy, Answer answer) {
  return std::find(policy.accept.begin(), policy.accept.end(), answer) != policy.accept.end();
}

}  // namespace quorate
