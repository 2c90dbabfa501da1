#include "proofs/scan/rescore.hpp"

#include "proofs/forge/agreeing.hpp"
#include "proofs/forge/points.hpp"
#include "proofs/identity/host.hpp"

#include <algorithm>
#include <set>
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

// The name under which groups list whoever was called `holder` where nothing was merged.
std::string renamed(const std::string& holder, const Directory& directory) {
  for (const Operator& entry : directory.operators.entries())
    if (entry.name == holder) return holder_name(entry, directory);
  return canonical_host(holder) ? directory.division.of(holder).group : holder;
}

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
  std::vector<std::string> hosts;
  for (const AccountLine& account : accounts)
    if (account.standing == Standing::anchored) hosts.push_back(account.host);
  const Division division = groups.divide(hosts);
  const Networks networks;
  const Directory directory{operators, networks, division};
  for (AccountLine& account : accounts) {
    account.group = division.of(account.host).group;
    std::set<ControlPoint> points;
    for (ControlPoint& point : account.points) {
      if (is_of_a_group(point.kind)) point.holder = renamed(point.holder, directory);
      if (point.holder != account.group) points.insert(std::move(point));
    }
    account.points.assign(points.begin(), points.end());
    account.observed = observed(account.points);
  }
}

}  // namespace quorate
