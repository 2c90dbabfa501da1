#include "config/policy.hpp"

#include "config/accounts.hpp"
#include "config/yaml/reader.hpp"
#include "proofs/identity/host.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr Range group_count = {
    1, 32};  // a contact has at most 32 accounts (contact.hpp), and so at most 32 groups
constexpr Range answer_count = {1, 2};
constexpr Range base_count = {1, 2};
constexpr Range required_count = {1, 32};  // as many as a contact has accounts
constexpr Range age_days = {1, 3660};      // ten years; a statement is valid for one at most
constexpr Range merge_count = {1, 64};
constexpr Range member_count = {2, 64};  // one alone is merged with nothing
constexpr std::int64_t day = 86'400;

// Keys that the design gives to policies and that this version does not act on. Ignoring them would weaken
// the policy.
Result<void> refuse_later_keys(const YamlNode& node) {
  for (const YamlMember& member : node.members)
    for (const std::string_view later : {"groups", "vantage_points", "evidence"})
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

std::vector<Basis> read_bases(MapReader& reader, const YamlNode& node) {
  std::vector<Basis> bases;
  for (const std::string& word : reader.keep(read_strings(node, "\"bases\"", base_count))) {
    if (word != "signed" && word != "linked")
      reader.fail_at(&node, "\"bases\" can hold signed and linked, not " + word);
    const Basis basis = word == "linked" ? Basis::linked : Basis::signed_for_account;
    if (std::find(bases.begin(), bases.end(), basis) != bases.end())
      reader.fail_at(&node, word + " stands twice under \"bases\"");
    bases.push_back(basis);
  }
  if (std::find(bases.begin(), bases.end(), Basis::signed_for_account) == bases.end())
    reader.fail_at(&node, "\"bases\" must hold signed, which proves more than linked; add it");
  return bases;
}

bool is_domain(std::string_view name) { return name.find('.') != name.npos; }

Result<MergeMember> read_member(const YamlNode& node) {
  auto name = read_string(node, "a member of \"merge\"");
  if (!name) return name.error();
  if (is_domain(*name)) {
    if (const auto checked = check_host(*name); !checked) return error_at(node.place, checked.error().detail);
  } else if (const auto id = read_id(node, "the id of an operator (a domain has a dot)"); !id) {
    return id.error();
  }
  return MergeMember{std::move(*name), node.place};
}

Result<std::vector<MergeMember>> read_merge(const YamlNode& node) {
  const auto items = read_list(node, "what is merged", member_count);
  if (!items) return items.error();
  std::vector<MergeMember> members;
  for (const YamlNode& item : *items) {
    auto member = read_member(item);
    if (!member) return member.error();
    for (const MergeMember& present : members)
      if (present.name == member->name)
        return error_at(item.place, member->name + " stands twice in one merge; remove one");
    members.push_back(std::move(*member));
  }
  return members;
}

Result<Repinning> read_repinning(const YamlNode& node) {
  const bool plain = node.kind == YamlNode::Kind::plain;
  if (plain && node.text == "true") return Repinning::with_rotation;
  if (plain && node.text == "false") return Repinning::by_act_only;
  return error_at(node.place, "policy: \"auto_rotate\" must be true or false");
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
  if (const YamlNode* bases = reader.find("bases")) policy.bases = read_bases(reader, *bases);
  if (const YamlNode* required = reader.find("required")) {
    policy.required = reader.keep(read_accounts(*required, "\"required\"", required_count));
    policy.required_place = required->place;
  }
  policy.max_age_days = reader.optional_integer("max_age", age_days);
  if (const YamlNode* merge = reader.find("merge"))
    for (const YamlNode& item : reader.keep(read_list(*merge, "\"merge\"", merge_count)))
      policy.merge.push_back(reader.keep(read_merge(item)));
  if (const YamlNode* rotate = reader.find("auto_rotate"))
    policy.repinning = reader.keep(read_repinning(*rotate));
  if (const auto done = reader.finish(); !done) return done.error();
  return policy;
}

Result<Policy> load_policy(std::string_view file, std::string_view bytes) {
  const auto root = parse_yaml(file, bytes);
  if (!root) return root.error();
  return read_policy(*root);
}

Result<void> check_operators(const Policy& policy, const Operators& operators) {
  for (const auto& members : policy.merge)
    for (const MergeMember& member : members)
      if (!is_domain(member.name) && operators.find(member.name) == nullptr)
        return error_at(member.place, "no operators file has an entry \"" + member.name +
                                          "\"; write the domain instead, or add the operator");
  return {};
}

Result<void> check_required(const Policy& policy, const std::vector<Account>& accounts) {
  for (const Account& account : policy.required)
    if (std::find(accounts.begin(), accounts.end(), account) == accounts.end())
      return error_at(policy.required_place,
                      "the policy requires " + account.uri() +
                          ", which is none of the contact's accounts; only those count");
  return {};
}

std::vector<Merge> merges(const Policy& policy) {
  std::vector<Merge> merges;
  for (const auto& members : policy.merge) {
    Merge& merge = merges.emplace_back();
    for (const MergeMember& member : members)
      (is_domain(member.name) ? merge.domains : merge.operators).push_back(member.name);
  }
  return merges;
}

std::optional<std::int64_t> max_age(const Policy& policy) {
  if (!policy.max_age_days) return std::nullopt;
  return *policy.max_age_days * day;
}

std::vector<std::string> required_uris(const Policy& policy) {
  std::vector<std::string> uris;
  for (const Account& account : policy.required) uris.push_back(account.uri());
  return uris;
}

bool counts(const Policy& policy, Basis basis) {
  return std::find(policy.bases.begin(), policy.bases.end(), basis) != policy.bases.end();
}

bool accepts(const Policy& policy, Answer answer) {
  return std::find(policy.accept.begin(), policy.accept.end(), answer) != policy.accept.end();
}

}  // namespace quorate
