#include "proofs/forge/agreeing.hpp"
#include "proofs/score/partition.hpp"
#include "tests/proofs/report/sample.hpp"

#include <algorithm>
#include <map>

namespace quorate::sample {
Builder::Builder() {
  report_.now = now;
  report_.versions = {"0.1.0", "1", "1", "2023-02-09"};
  report_.elapsed_ms = 412;
}

Builder& Builder::add(Standing standing, std::string_view uri, const Verdict& verdict,
                      std::vector<Speaker> shows) {
  const Account account = Account::parse(uri).value();
  AccountVerdict account_verdict{.account = account,
                                 .services = {"site"},
                                 .places = {std::string(uri)},
                                 .verdict = verdict,
                                 .by_kind = {verdict, absent()},
                                 .proven = shows,
                                 .conflicted = {},
                                 .flags = {},
                                 .since = shows.empty() ? 0 : signed_at,
                                 .elapsed_us = 1000};
  AccountEvidence evidence;
  evidence.account = uri;
  evidence.standing = standing;
  evidence.domain = evidence.group = account.host();
  evidence.outcome = {verdict.outcome, Outcome::absent};
  evidence.proven = std::move(shows);
  report_.judgement.accounts.push_back(std::move(account_verdict));
  report_.evidence.push_back(std::move(evidence));
  report_.points.emplace_back();
  return *this;
}

Builder& Builder::anchored(std::string_view uri, const Verdict& verdict, std::vector<Speaker> shows) {
  return add(Standing::anchored, uri, verdict, std::move(shows));
}
Builder& Builder::discovered(std::string_view uri, const Verdict& verdict, std::vector<Speaker> shows) {
  return add(Standing::discovered, uri, verdict, std::move(shows));
}
Builder& Builder::group(std::string_view name, std::string_view tie) {
  report_.evidence.back().group = name;
  if (!tie.empty()) report_.evidence.back().ties = {std::string(tie)};
  return *this;
}
Builder& Builder::flag(Flag flag) {
  report_.judgement.accounts.back().flags.push_back(flag);
  return *this;
}
Builder& Builder::points(std::vector<ControlPoint> points) {
  report_.points.back() = std::move(points);
  return *this;
}
Builder& Builder::conflicted(std::vector<Speaker> speakers) {
  report_.judgement.accounts.back().conflicted = speakers;
  report_.evidence.back().conflicted = std::move(speakers);
  return *this;
}

void Builder::fill_groups(const std::optional<Speaker>& subject_key) {
  for (const AccountEvidence& evidence : report_.evidence) {
    if (!takes_part(evidence)) continue;
    auto& groups = report_.score.group_scores;
    auto found = std::find_if(groups.begin(), groups.end(),
                              [&](const GroupScore& group) { return group.name == evidence.group; });
    if (found == groups.end()) found = groups.insert(groups.end(), {evidence.group, {}, GroupState::silent});
    found->accounts.push_back(evidence.account);
    if (subject_key && holds(evidence.proven, *subject_key))
      found->state = GroupState::agrees;
    else if (!evidence.proven.empty())
      found->state = GroupState::rival;
    else if (!evidence.conflicted.empty())
      found->state = GroupState::conflicted;
    else if (evidence.outcome[0] == Outcome::unknown && found->state == GroupState::silent)
      found->state = GroupState::unknown;
  }
}

void Builder::fill_keys(const std::optional<Speaker>& subject_key) {
  std::map<Speaker, unsigned> weights;
  if (subject_key) weights[*subject_key];
  for (const AccountEvidence& evidence : report_.evidence) {
    for (const Speaker& speaker : evidence.proven) weights[speaker] += takes_part(evidence) ? 1U : 0U;
    for (const Speaker& speaker : evidence.conflicted) weights[speaker];
  }
  for (const auto& [speaker, weight] : weights) {
    const bool is_subject = subject_key && speaker == *subject_key;
    auto& keys = report_.score.keys;
    keys.insert(is_subject ? keys.begin() : keys.end(), {speaker, weight, weight, KeyState::sound});
    if (!is_subject && subject_key && speaker.key.kind == subject_key->key.kind && weight > 0)
      report_.score.rivals.push_back({speaker, weight, weight, KeyState::sound});
    const bool seen =
        std::any_of(report_.evidence.begin(), report_.evidence.end(), [&](const AccountEvidence& evidence) {
          return holds(evidence.proven, speaker) || holds(evidence.conflicted, speaker);
        });
    if (!seen) continue;
    report_.judgement.keys.push_back({});
    report_.judgement.keys.back().speaker = speaker;
  }
}

Report Builder::answer(Answer answer, std::optional<Speaker> subject_key, unsigned weight, unsigned high) {
  Score& score = report_.score;
  score.answer = answer;
  score.subject_key = subject_key;
  fill_groups(subject_key);
  fill_keys(subject_key);
  score.groups = static_cast<unsigned>(score.group_scores.size());
  score.hostile = score.groups > 3 ? (score.groups - 1) / 3 : 1;
  score.threshold = (score.groups + score.hostile) / 2 + 1;
  score.confirm_at = score.threshold;
  score.weight = score.low = weight;
  score.high = high;
  score.margin_forge = static_cast<int>(weight) - 1;
  score.margin_unique = 2 * static_cast<int>(weight) - static_cast<int>(score.groups) - 1;
  score.margin_rival =
      static_cast<int>(weight) - (score.rivals.empty() ? 0 : static_cast<int>(score.rivals[0].weight));
  report_.forge_cost = forge_cost(score, report_.evidence, report_.points);
  return report_;
}

}  // namespace quorate::sample
