#include "proofs/scan/consistency.hpp"

#include <algorithm>
#include <set>
#include <string_view>

namespace quorate {
namespace {

Error contradiction(const std::string& what) { return {Code::bad_json, "contradicts itself: " + what}; }

std::string said(std::string_view name, std::uint64_t number) {
  return std::string(name) + " " + std::to_string(number);
}

bool has(const TargetScore& score, ScoreFlag flag) {
  return std::find(score.flags.begin(), score.flags.end(), flag) != score.flags.end();
}

// The worst that is known of the key, whomever it speaks for: revoked is for good.
KeyState state_of_key(const TargetLine& line) {
  KeyState worst = KeyState::sound;
  for (const KeyFacts& facts : line.facts) {
    if (facts.speaker.key != line.score.key->key) continue;
    if (facts.state == KeyState::revoked || worst == KeyState::sound) worst = facts.state;
  }
  return worst;
}

Result<void> check_numbers(const TargetScore& score) {
  const auto agreeing =
      std::count_if(score.group_states.begin(), score.group_states.end(),
                    [](const GroupLine& group) { return group.state == GroupState::agrees; });
  if (score.group_states.size() != score.groups)
    return contradiction(said("groups", score.groups) + ", and group_states lists " +
                         std::to_string(score.group_states.size()));
  if (score.weight != score.low || score.low > score.high || score.high > score.groups)
    return contradiction(said("weight", score.weight) + said(", low", score.low) +
                         said(", high", score.high) + said(", groups", score.groups));
  if (score.weight > static_cast<std::uint64_t>(agreeing))
    return contradiction(said("weight", score.weight) + ", and " + std::to_string(agreeing) +
                         " groups that agree");
  if (score.hostile == 0 || score.threshold == 0 || score.confirm_at < score.threshold)
    return contradiction(said("hostile", score.hostile) + said(", threshold", score.threshold) +
                         said(", confirm_at", score.confirm_at));
  if (!score.key && (score.weight > 0 || score.forge))
    return contradiction(said("weight", score.weight) + " or a forge cost without a key");
  return {};
}

// SPEC: quorum.md, the verdict table: a quorum that is large enough, nothing required missing, no other key.
bool is_confirmed(const TargetScore& score) {
  return score.key && score.weight >= score.confirm_at && !has(score, ScoreFlag::weak_policy) &&
         !has(score, ScoreFlag::required_missing) && !has(score, ScoreFlag::key_changed);
}

// The answers that are left, in the order of the table; the last four are told apart by what no line holds.
bool is_possible(const TargetLine& line) {
  const TargetScore& score = line.score;
  const KeyState state = score.key ? state_of_key(line) : KeyState::sound;
  if (state == KeyState::revoked) return score.answer == Answer::revoked;
  if (state == KeyState::equivocating) return score.answer == Answer::equivocating;
  if (is_confirmed(score)) return score.answer == Answer::confirmed;
  if (score.rivals > 0) return score.answer == Answer::contested;
  switch (score.answer) {
    case Answer::corroborated:
      return score.weight > score.hostile && !has(score, ScoreFlag::required_missing);
    case Answer::consistent:
      return score.key.has_value();
    case Answer::undecided:
    case Answer::insufficient:
      return true;
    case Answer::revoked:
    case Answer::equivocating:
    case Answer::confirmed:
    case Answer::contested:
      return false;
  }
  return false;
}

// A quorum that two keys could have at once confirms none.
bool overlaps(const TargetScore& score) {
  return std::uint64_t{2} * score.threshold > std::uint64_t{score.groups} + score.hostile;
}

bool shows(const AccountLine& account, const Speaker& speaker) {
  return std::any_of(account.proven.begin(), account.proven.end(),
                     [&](const ShownKey& shown) { return shown.speaker == speaker; }) &&
         !holds(account.conflicted, speaker);
}

}  // namespace

Result<void> check_consistency(const TargetLine& line) {
  if (line.state != TargetState::verdict) {
    if (line.score == TargetScore{} && line.anchored == 0 && line.discovered == 0 && line.proven == 0)
      return {};
    return contradiction("a score or accounts of a target that is " + std::string(text(line.state)));
  }
  if (const auto numbers = check_numbers(line.score); !numbers) return numbers;
  if (!is_possible(line) || (line.score.answer == Answer::confirmed && !overlaps(line.score)))
    return contradiction("verdict " + std::string(text(line.score.answer)) +
                         said(" with weight", line.score.weight) +
                         said(", confirm_at", line.score.confirm_at) + said(", hostile", line.score.hostile) +
                         said(", rivals", line.score.rivals) + " and its flags, key and facts");
  if (line.proven > line.anchored)
    return contradiction(said("proven", line.proven) + said(", anchored", line.anchored));
  return {};
}

Result<void> check_accounts(const TargetLines& lines) {
  const TargetLine& target = lines.target;
  std::size_t anchored = 0;
  std::size_t proven = 0;
  std::set<std::string_view> domains;
  std::set<std::string_view> agreeing;
  for (const AccountLine& account : lines.accounts) {
    if (account.standing != Standing::anchored) continue;
    ++anchored;
    if (account.outcome == Outcome::proven) ++proven;
    if (account.counting != Counting::counted) continue;
    domains.insert(account.domain);
    if (target.score.key && shows(account, *target.score.key)) agreeing.insert(account.domain);
  }
  if (anchored != target.anchored || lines.accounts.size() - anchored != target.discovered ||
      proven != target.proven)
    return contradiction(said("anchored", target.anchored) + said(", discovered", target.discovered) +
                         said(", proven", target.proven) + "; its accounts: " + said("anchored", anchored) +
                         said(", discovered", lines.accounts.size() - anchored) + said(", proven", proven));
  if (target.score.groups > domains.size())
    return contradiction(said("groups", target.score.groups) + ", and accounts of " +
                         std::to_string(domains.size()) + " domains");
  if (target.score.weight > agreeing.size())
    return contradiction(said("weight", target.score.weight) + ", and accounts of " +
                         std::to_string(agreeing.size()) + " domains that show the key");
  return {};
}

}  // namespace quorate
