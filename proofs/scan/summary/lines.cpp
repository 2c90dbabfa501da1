#include "proofs/scan/summary/lines.hpp"

#include "proofs/identity/account.hpp"

#include <algorithm>
#include <map>

namespace quorate {
namespace {

constexpr std::string_view hidden_kind = "pseudonym";  // what stands for the account is no account URI

bool is_rival(const TargetLine& target, const Speaker& subject, const KeyName& other) {
  if (other.kind != subject.key.kind || other == subject.key) return false;
  for (const KeyFacts& facts : target.facts)
    if (facts.speaker == subject &&
        std::find(facts.joined.begin(), facts.joined.end(), other) != facts.joined.end())
      return false;
  return true;
}

struct GroupSight {
  bool subject_key = false;
  bool rival = false;
  bool conflicted = false;
  bool unknown = false;
};

void look_at(const AccountLine& account, const TargetLine& target, GroupSight& shown) {
  if (account.outcome == Outcome::unknown) shown.unknown = true;
  if (!target.score.key) return;
  const Speaker& subject = *target.score.key;
  for (const ShownKey& key : account.proven) {
    shown.subject_key = shown.subject_key || key.speaker == subject;
    shown.rival = shown.rival || is_rival(target, subject, key.speaker.key);
  }
  for (const Speaker& speaker : account.conflicted) {
    shown.conflicted = shown.conflicted || speaker.key == subject.key;
    shown.rival = shown.rival || is_rival(target, subject, speaker.key);
  }
}

GroupState state_of(const GroupSight& shown) {
  if (shown.conflicted || (shown.subject_key && shown.rival)) return GroupState::conflicted;
  if (shown.subject_key) return GroupState::agrees;
  if (shown.rival) return GroupState::rival;
  return shown.unknown ? GroupState::unknown : GroupState::silent;
}

std::vector<GroupFacts> groups_of(const TargetLines& lines) {
  std::map<std::string, GroupSight> groups;
  for (const AccountLine& account : lines.accounts)
    if (account.standing == Standing::anchored && account.counting == Counting::counted)
      look_at(account, lines.target, groups[account.group]);
  std::vector<GroupFacts> facts;
  for (const auto& [name, shown] : groups) facts.push_back({name, keep_of_group(name), state_of(shown)});
  return facts;
}

}  // namespace

Keep keep_of_group(std::string_view group) {
  const bool domain = group.find('.') != group.npos && std::none_of(group.begin(), group.end(), [](char c) {
                        return c == ' ' || (c >= 'A' && c <= 'Z');
                      });
  return domain ? Keep::sampled : Keep::listed;
}

TargetFacts target_facts(const TargetLines& lines) {
  const TargetLine& target = lines.target;
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
  score.group_list = groups_of(lines);
  facts.score = std::move(score);
  return facts;
}

AccountFacts account_facts(const AccountLine& account, UnixTime judged_at) {
  AccountFacts facts;
  const auto uri = Account::parse(account.account);
  facts.kind = uri ? text(uri->kind()) : hidden_kind;
  facts.services = account.services;
  facts.outcome = account.outcome;
  facts.reason = account.reason;
  facts.group = account.group;
  facts.keep = keep_of_group(account.group);
  UnixTime ends = 0;
  for (const ShownKey& key : account.proven) {
    const std::string type(text(key.type));
    if (std::find(facts.key_types.begin(), facts.key_types.end(), type) == facts.key_types.end())
      facts.key_types.push_back(type);
    ends = std::max(ends, key.expires_at);
  }
  if (ends != 0) facts.expires_in = ends - judged_at;
  if (account.latency_us > 0) facts.microseconds = static_cast<std::uint64_t>(account.latency_us);
  return facts;
}

void add(Summary& summary, const TargetLines& lines) {
  summary.add(target_facts(lines));
  for (const AccountLine& account : lines.accounts)
    summary.add(account_facts(account, lines.target.judged_at));
}

}  // namespace quorate
