#include "proofs/scan/summary/lines.hpp"

#include "proofs/groups/group_name.hpp"
#include "proofs/identity/account.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace quorate {
namespace {

constexpr std::string_view hidden_kind = "pseudonym";  // what stands for the account is no account URI

// The group of the score that holds what an account's line calls its group: a policy may have joined it to
// others. Its own name where there is none, as for what only keys name.
std::string group_of(const AccountLine& account, const std::vector<GroupLine>& groups) {
  const auto same = [&](const GroupLine& group) { return group.name == account.group; };
  if (std::any_of(groups.begin(), groups.end(), same)) return account.group;
  const std::set<std::string> own = parts_of_group(account.group);
  for (const GroupLine& group : groups) {
    const std::set<std::string> parts = parts_of_group(group.name);
    if (std::includes(parts.begin(), parts.end(), own.begin(), own.end())) return group.name;
  }
  return account.group;
}

}  // namespace

Keep keep_of_group(std::string_view group) {
  const bool domain = group.find('.') != group.npos && std::none_of(group.begin(), group.end(), [](char c) {
                        return c == ' ' || (c >= 'A' && c <= 'Z');
                      });
  return domain ? Keep::sampled : Keep::listed;
}

TargetFacts target_facts(const TargetLine& target) {
  TargetFacts facts;
  facts.now = target.judged_at;
  if (target.state != TargetState::verdict) {
    facts.state = text(target.state);
    return facts;
  }
  facts.state = text(target.score.answer);
  ScoreFacts score;
  score.answer = target.score.answer;
  score.flags = target.score.flags;
  score.groups = target.score.groups;
  score.weight = target.score.weight;
  score.confirm_at = target.score.confirm_at;
  if (const auto& forge = target.score.forge)
    score.forge = ForgeFacts{forge->overall.cost(), forge->without_issuers.cost(), forge->operators.cost()};
  for (const GroupLine& group : target.score.group_states)
    score.group_list.push_back({group.name, keep_of_group(group.name), group.state});
  facts.score = std::move(score);
  return facts;
}

AccountFacts account_facts(const AccountLine& account, const TargetLine& target) {
  AccountFacts facts;
  const auto uri = Account::parse(account.account);
  facts.kind = uri ? text(uri->kind()) : hidden_kind;
  facts.services = account.services;
  facts.outcome = account.outcome;
  facts.reason = account.reason;
  facts.group = group_of(account, target.score.group_states);
  facts.keep = keep_of_group(facts.group);
  UnixTime ends = 0;
  for (const ShownKey& key : account.proven) {
    const std::string type(text(key.type));
    if (std::find(facts.key_types.begin(), facts.key_types.end(), type) == facts.key_types.end())
      facts.key_types.push_back(type);
    ends = std::max(ends, key.expires_at);
  }
  if (ends != 0) facts.expires_in = ends - target.judged_at;
  if (account.latency_us > 0) facts.microseconds = static_cast<std::uint64_t>(account.latency_us);
  return facts;
}

void add(Summary& summary, const TargetLines& lines) {
  summary.add(target_facts(lines.target));
  for (const AccountLine& account : lines.accounts) summary.add(account_facts(account, lines.target));
}

}  // namespace quorate
