#include "proofs/scan/rescore.hpp"

#include "proofs/forge/agreeing.hpp"
#include "proofs/forge/points.hpp"
#include "proofs/groups/group_name.hpp"
#include "proofs/identity/host.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace quorate {
namespace {

bool is_fresh(const ShownKey& shown, const ScoringRule& rule, UnixTime now) {
  return !rule.max_age || (shown.dated != 0 && now < shown.dated + *rule.max_age);
}

AccountEvidence evidence_of(const AccountLine& line, const ScoringRule& rule, UnixTime now) {
  AccountEvidence evidence;
  evidence.account = line.account;
  evidence.standing = line.standing;
  evidence.counting = line.counting;
  evidence.domain = line.domain;
  evidence.group = line.group;
  evidence.observed = line.observed;
  for (std::size_t kind = 0; kind < key_kinds; ++kind) evidence.outcome[kind] = line.by_kind[kind].outcome;
  for (const ShownKey& shown : line.proven) {
    evidence.proven.push_back(shown.speaker);
    if (!is_fresh(shown, rule, now)) evidence.outdated.push_back(shown.speaker);
  }
  evidence.conflicted = line.conflicted;
  return evidence;
}

// SPEC: statement.md section 5 (g), as `subject_claim` has it for reports.
SubjectClaim claim_of(const Score& score, const std::vector<KeyFacts>& keys,
                      const std::vector<AccountEvidence>& accounts) {
  if (!score.subject_key || score.subject_key->subject.empty()) return SubjectClaim::none;
  const Speaker& speaker = *score.subject_key;
  const auto facts =
      std::find_if(keys.begin(), keys.end(), [&](const KeyFacts& each) { return each.speaker == speaker; });
  const bool sound = facts == keys.end() || facts->state == KeyState::sound;
  bool shown = facts != keys.end();
  for (const AccountEvidence& account : accounts) {
    if (!holds(account.proven, speaker)) continue;
    shown = true;
    const bool counts = account.counting == Counting::counted && !holds(account.outdated, speaker) &&
                        !holds(account.conflicted, speaker);
    if (sound && counts && account.account == speaker.subject) return SubjectClaim::proven;
  }
  return shown ? SubjectClaim::claimed : SubjectClaim::none;
}

// The groups of the anchored accounts, joined by what they were kept as and by what tables and merges now
// say.
class JoinedGroups {
 public:
  JoinedGroups(const std::vector<AccountLine>& accounts, const Operators& operators, const Groups& groups)
      : groups_(groups),
        division_(groups.divide(hosts_of(accounts))),
        directory_{operators, none_, division_} {
    for (const AccountLine& account : accounts) {
      if (account.standing != Standing::anchored) continue;
      const std::string now = division_.of(account.host).group;
      joins_.join(kept(account.group), made(now));
      add(kept(account.group), account.group);
      add(made(now), now);
    }
    for (const auto& [label, parts] : parts_) joined_[joins_.root(label)].insert(parts.begin(), parts.end());
  }
  JoinedGroups(const JoinedGroups&) = delete;
  JoinedGroups& operator=(const JoinedGroups&) = delete;

  std::string of(const AccountLine& account) const {
    return name(account.group, division_.of(account.host).group);
  }

  // The name under which groups list whoever was called `holder` where nothing was merged.
  std::string of(const std::string& holder) const { return name(holder, renamed(holder)); }

 private:
  static std::vector<std::string> hosts_of(const std::vector<AccountLine>& accounts) {
    std::vector<std::string> hosts;
    for (const AccountLine& account : accounts)
      if (account.standing == Standing::anchored) hosts.push_back(account.host);
    return hosts;
  }
  // Labels of different kinds must not meet.
  static std::string kept(const std::string& group) { return "kept " + group; }
  static std::string made(const std::string& group) { return "made " + group; }

  void add(const std::string& label, std::string_view group) {
    std::set<std::string> parts = parts_of_group(group);
    for (const std::string& part : parts) joins_.join(label, "part " + groups_.joined_part(part));
    parts_.emplace(label, std::move(parts));
  }

  std::string name(const std::string& as_kept, const std::string& as_made) const {
    for (const std::string& label : {kept(as_kept), made(as_made)})
      if (const auto found = joined_.find(joins_.root(label)); found != joined_.end())
        return group_name(found->second);
    return as_made;
  }

  std::string renamed(const std::string& holder) const {
    for (const Operator& entry : directory_.operators.entries())
      if (entry.name == holder) return holder_name(entry, directory_);
    return canonical_host(holder) ? division_.of(holder).group : holder;
  }

  const Groups& groups_;
  const Division division_;
  const Networks none_;
  const Directory directory_;
  Joins joins_;
  std::map<std::string, std::set<std::string>> parts_;   // of each label
  std::map<std::string, std::set<std::string>> joined_;  // of all labels with one root
};

bool is_of_a_group(ControlKind kind) { return kind != ControlKind::network; }

}  // namespace

TargetScore rescore(const TargetLines& lines, const ScoringRule& rule) {
  const TargetLine& target = lines.target;
  ScoreInput input{target.subject, target.given_key, rule.rule, {}, target.facts, rule.required};
  std::vector<std::vector<ControlPoint>> points;
  for (const AccountLine& line : lines.accounts) {
    input.accounts.push_back(evidence_of(line, rule, target.judged_at));
    points.push_back(line.points);
  }
  const Score score = quorate::score(input);
  return score_of(score, forge_cost(score, input.accounts, points),
                  claim_of(score, input.keys, input.accounts));
}

void regroup(std::vector<AccountLine>& accounts, const Operators& operators, const Groups& groups) {
  const JoinedGroups joined(accounts, operators, groups);
  for (AccountLine& account : accounts) {
    account.group = joined.of(account);
    std::set<ControlPoint> points;
    for (ControlPoint& point : account.points) {
      if (is_of_a_group(point.kind)) point.holder = joined.of(point.holder);
      if (point.holder != account.group) points.insert(std::move(point));
    }
    account.points.assign(points.begin(), points.end());
    account.observed = observed(account.points);
  }
}

}  // namespace quorate
