#include "proofs/report/roll_call.hpp"

#include "proofs/report/layout/wording.hpp"
#include "proofs/score/partition.hpp"

#include <algorithm>

namespace quorate {
namespace {

template <class T>
void add_once(std::vector<T>& list, T item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(std::move(item));
}

// What the account showed of keys of the subject key's kind; of any kind where there is no subject key.
const Verdict& verdict_of(const Report& report, std::size_t i) {
  const AccountVerdict& account = report.judgement.accounts[i];
  if (!report.score.subject_key) return account.verdict;
  return account.by_kind[static_cast<std::size_t>(report.score.subject_key->key.kind)];
}

class Counter {
 public:
  explicit Counter(const Report& report) : report_(report) {}

  RollCall count() {
    count_sides();
    for (const GroupScore& group : report_.score.group_scores) count_group(group);
    return std::move(roll_);
  }

 private:
  std::string host(std::size_t i) const { return shown(report_.judgement.accounts[i].account.host()); }

  // Of the subject key only what is not too old; what contradicts it does so at any age.
  bool counts(const AccountEvidence& evidence, const Speaker& speaker) const {
    const bool own = report_.score.subject_key == speaker;
    return holds(evidence.proven, speaker) && !(own && holds(evidence.outdated, speaker));
  }

  Side side(const Speaker& speaker, unsigned weight) const {
    Side side{speaker, weight, {}};
    for (std::size_t i = 0; i < report_.judgement.accounts.size(); ++i) {
      const AccountEvidence& evidence = report_.evidence.at(i);
      if (takes_part(evidence) && counts(evidence, speaker)) add_once(side.hosts, host(i));
    }
    return side;
  }

  void count_sides() {
    const Score& score = report_.score;
    if (score.subject_key) roll_.sides.push_back(side(*score.subject_key, score.weight));
    for (const KeyScore& rival : score.rivals) roll_.sides.push_back(side(rival.speaker, rival.weight));
    for (const KeyScore& key : score.keys) {
      const auto same = [&](const Side& side) { return side.speaker == key.speaker; };
      const bool told = std::any_of(roll_.sides.begin(), roll_.sides.end(), same);
      const bool other_kind = !score.subject_key || key.speaker.key.kind != score.subject_key->key.kind;
      if (!told && other_kind && key.weight > 0) roll_.others.push_back(side(key.speaker, key.weight));
    }
    if (!score.subject_key) return;
    const Speaker& subject = *score.subject_key;
    for (const AccountEvidence& evidence : report_.evidence)
      if (counts(evidence, subject))
        ++(evidence.standing == Standing::anchored ? roll_.anchored : roll_.discovered);
  }

  void count_group(const GroupScore& group) {
    if (group.accounts.size() > 1) roll_.grouping = Grouping::shared;
    if (group.state == GroupState::unknown) ++roll_.unseen_groups;
    if (group.state == GroupState::silent) ++roll_.silent_groups;
    if (group.state == GroupState::conflicted) ++roll_.conflicted_groups;
    for (std::size_t i = 0; i < report_.judgement.accounts.size(); ++i) {
      const std::string& uri = report_.judgement.accounts[i].account.uri();
      if (std::find(group.accounts.begin(), group.accounts.end(), uri) == group.accounts.end()) continue;
      count_account(group.state, i);
    }
  }

  void count_account(GroupState state, std::size_t i) {
    const Verdict& verdict = verdict_of(report_, i);
    Mention mention{host(i), verdict.reason, {}};
    const auto& subject = report_.score.subject_key;
    if (subject && holds(report_.evidence.at(i).outdated, *subject)) mention.note = text(Flag::too_old);
    switch (state) {
      case GroupState::unknown:
        if (verdict.outcome == Outcome::unknown) add_once(roll_.unseen, std::move(mention));
        return;
      case GroupState::silent:
        add_once(roll_.silent, std::move(mention));
        return;
      case GroupState::conflicted:
        add_once(roll_.conflicted, host(i));
        return;
      case GroupState::agrees:
      case GroupState::rival:
        return;
    }
  }

  const Report& report_;
  RollCall roll_;
};

}  // namespace

RollCall roll_call(const Report& report) { return Counter(report).count(); }

std::vector<Mention> too_old(const std::vector<Mention>& mentions) {
  std::vector<Mention> found;
  for (const Mention& mention : mentions)
    if (mention.note == text(Flag::too_old)) found.push_back(mention);
  return found;
}

}  // namespace quorate
