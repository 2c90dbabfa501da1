#include "tests/proofs/score/laws.hpp"

#include "tests/proofs/score/cases.hpp"
#include "tests/proofs/score/merging.hpp"
#include "tests/proofs/score/model.hpp"

#include <algorithm>
#include <set>

namespace quorate {
namespace {

bool takes_part(const AccountEvidence& account) {
  return account.standing == Standing::anchored && account.counting == Counting::counted;
}

std::string describe(const std::vector<Speaker>& speakers) {
  std::string line;
  for (const Speaker& speaker : speakers)
    line +=
        " " + speaker.key.id + (speaker.key.kind == KeyKind::native && speaker.subject != alice ? "'" : "");
  return line;
}

class Check {
 public:
  Check(const ScoreInput& look, Dice& dice, Ledger& ledger)
      : look_(look), dice_(dice), ledger_(ledger), base_(ask(look)) {}

  void run() {
    check_order();
    check_discovered();
    check_merging();
    check_more_proven();
    check_less_proven();
    check_observers();
    check_deletion();
    check_observed();
  }

 private:
  Score ask(const ScoreInput& look) {
    const Score s = score(look);
    ledger_.looked(s.answer);
    return s;
  }

  void expect(Law law, bool holds, const ScoreInput& other) {
    ledger_.check(law, holds, [&] {
      return describe(look_) + "\n    then: " + describe(other) + "\n    " + std::string(text(base_.answer)) +
             " then " + std::string(text(score(other).answer));
    });
  }

  void check_order() {
    ScoreInput other = look_;
    dice_.shuffle(other.accounts);
    dice_.shuffle(other.keys);
    dice_.shuffle(other.required);
    for (AccountEvidence& account : other.accounts) {
      dice_.shuffle(account.proven);
      dice_.shuffle(account.conflicted);
    }
    expect(Law::order, ask(other) == base_, other);
  }

  void check_discovered() {
    ScoreInput other = look_;
    std::erase_if(other.accounts,
                  [](const AccountEvidence& a) { return a.standing == Standing::discovered; });
    const Score without = ask(other);
    const auto breadth_only = [](Answer answer) {
      return answer == Answer::consistent || answer == Answer::insufficient;
    };
    const bool same_key = without.subject_key.has_value() == base_.subject_key.has_value() &&
                          (!without.subject_key || without.subject_key->key == base_.subject_key->key);
    expect(
        Law::discovered,
        without.groups == base_.groups && without.hostile == base_.hostile &&
            without.threshold == base_.threshold && without.weight == base_.weight &&
            without.high == base_.high && without.flags == base_.flags && without.rivals == base_.rivals &&
            same_key && without.group_scores == base_.group_scores && without.set_aside == base_.set_aside &&
            without.exact == base_.exact &&
            (without.answer == base_.answer || (breadth_only(without.answer) && breadth_only(base_.answer))),
        other);
  }

  // Merges two groups, or a group with itself.
  void check_merging() {
    const std::string& from = look_.accounts[dice_.roll(unsigned(look_.accounts.size()))].group;
    const std::string& into = look_.accounts[dice_.roll(unsigned(look_.accounts.size()))].group;
    const ScoreInput other = quorate::merged(look_, from, into);
    const Score merged = ask(other);
    if (look_.key && look_.subject) expect(Law::merging, strength(merged) <= strength(base_), other);
    if (merged.answer == Answer::confirmed)
      expect(Law::merging, base_.subject_key == merged.subject_key, other);
  }

  static unsigned weight_of(const Score& s, const Speaker& speaker) {
    for (const KeyScore& key : s.keys)
      if (key.speaker == speaker) return key.weight;
    return 0;
  }

  // Whether W of the speaker is counted in the same way in both: that of the subject key is limited by age
  // and by observed relations, that of others is not.
  bool comparable(const Score& other, const Speaker& speaker) const {
    return (base_.subject_key == speaker) == (other.subject_key == speaker);
  }

  void check_more_proven() {
    ScoreInput other = look_;
    AccountEvidence& account = other.accounts[dice_.roll(unsigned(other.accounts.size()))];
    const Speaker speaker = native(dice_.chance(70) ? "K" : "R");
    const auto lists = [&](const std::vector<Speaker>& all) {
      return std::find(all.begin(), all.end(), speaker) != all.end();
    };
    if (lists(account.proven) || lists(account.conflicted)) return;
    account.outcome[0] = Outcome::proven;
    account.proven.push_back(speaker);
    const Score more = ask(other);
    if (comparable(more, speaker))
      expect(Law::more_proven, weight_of(more, speaker) >= weight_of(base_, speaker), other);
  }

  void check_less_proven() {
    ScoreInput other = look_;
    AccountEvidence& account = other.accounts[dice_.roll(unsigned(other.accounts.size()))];
    if (account.proven.size() != 1 || !account.conflicted.empty()) return;
    const Speaker speaker = account.proven.front();
    show_anything(account, Allegiance::honest, dice_);
    std::erase(account.proven, speaker);
    const Score less = ask(other);
    if (comparable(less, speaker))
      expect(Law::less_proven, weight_of(less, speaker) <= weight_of(base_, speaker), other);
  }

  // f groups become hostile and show two observers what they like. Which keys equivocate each observer may
  // know or not; revocations and rotations, which only a key's own holder can make, they know alike.
  void check_observers() {
    std::set<std::string> hostile;
    std::vector<std::string> groups;
    for (const GroupScore& group : base_.group_scores) groups.push_back(group.name);
    dice_.shuffle(groups);
    for (std::size_t i = 0; i < groups.size() && i < base_.hostile; ++i) hostile.insert(groups[i]);
    const ScoreInput one = seen_by_observer(hostile);
    const ScoreInput other = seen_by_observer(hostile);
    const Score first = ask(one);
    const Score second = ask(other);
    compare_observers(hostile, one, first, other, second);
    check_genuine(hostile, one, first);
  }

  ScoreInput seen_by_observer(const std::set<std::string>& hostile) {
    ScoreInput seen = look_;
    for (AccountEvidence& account : seen.accounts) {
      if (hostile.count(account.group) == 0) continue;
      show_anything(account, Allegiance::hostile, dice_);
      if (dice_.chance(20)) point_anywhere(account, seen, dice_);
    }
    for (KeyFacts& fact : seen.keys)
      if (fact.state == KeyState::equivocating && dice_.chance(50)) fact.state = KeyState::sound;
    return seen;
  }

  void compare_observers(const std::set<std::string>& hostile, const ScoreInput& one, const Score& first,
                         const ScoreInput& other, const Score& second) {
    for (const Score* s : {&first, &second})
      expect(Law::fixed_numbers,
             s->groups == base_.groups && s->hostile == base_.hostile && s->threshold == base_.threshold,
             other);
    if (first.answer == Answer::confirmed && second.answer == Answer::confirmed) {
      const Speaker& a = *first.subject_key;
      const Speaker& b = *second.subject_key;
      const auto rival = [&](const Score& s, const Speaker& speaker) {
        return std::any_of(s.rivals.begin(), s.rivals.end(),
                           [&](const KeyScore& k_) { return k_.speaker == speaker; });
      };
      expect(Law::one_key, a.key == b.key || a.key.kind != b.key.kind || joined(a, b), one);
      expect(Law::one_key, !rival(first, b) || a.key != b.key, one);
    }
    if (look_.key && look_.subject) {
      for (std::size_t i = 0; i < first.group_scores.size(); ++i)
        if (hostile.count(first.group_scores[i].name) == 0)
          expect(Law::own_group_only, first.group_scores[i] == second.group_scores[i], other);
    }
  }

  bool joined(const Speaker& a, const Speaker& b) const {
    const auto says = [&](const Speaker& from, const Speaker& to) {
      return std::any_of(look_.keys.begin(), look_.keys.end(), [&](const KeyFacts& fact) {
        return fact.speaker == from &&
               std::find(fact.joined.begin(), fact.joined.end(), to.key) != fact.joined.end();
      });
    };
    return says(a, b) && says(b, a);
  }

  void check_genuine(const std::set<std::string>& hostile, const ScoreInput& look, const Score& s) {
    for (const KeyScore& key : s.keys) {
      const bool published =
          std::any_of(look.accounts.begin(), look.accounts.end(), [&](const AccountEvidence& a) {
            return takes_part(a) && hostile.count(a.group) == 0 &&
                   std::find(a.proven.begin(), a.proven.end(), key.speaker) != a.proven.end();
          });
      if (published) continue;
      const bool confirmed = s.answer == Answer::confirmed && s.subject_key == key.speaker;
      expect(Law::genuine, key.weight <= s.hostile && !confirmed, look);
      expect(Law::forged, key.weight < s.threshold || has(s, ScoreFlag::weak_policy), look);
    }
  }

  // K stands on all groups, one domain each; f turn hostile, d cannot be reached.
  void check_deletion() {
    const unsigned n = 1 + dice_.roll(12);
    const unsigned f = 1 + dice_.roll(3);
    if (n < 3 * f + 1) return;
    const unsigned d = dice_.roll((n - 3 * f - 1) / 2 + 1);
    ScoreInput other;
    other.rule.hostile = f;
    if (dice_.chance(50)) other.key = k.key;
    for (unsigned i = 0; i < n; ++i) {
      const std::string name = "s" + std::to_string(i);
      other.accounts.push_back(i < f + d ? unknown(name) : shows(name, k));
    }
    for (unsigned i = 0; i < f && i < n; ++i) {
      show_anything(other.accounts[i], Allegiance::hostile, dice_);
      if (dice_.chance(50)) point_anywhere(other.accounts[i], other, dice_);
    }
    const Score s = ask(other);
    expect(Law::deletion, s.answer == Answer::confirmed && s.subject_key == k, other);
  }

  // One host is seen to be served by more than before.
  void check_observed() {
    ScoreInput other = look_;
    AccountEvidence& account = other.accounts[dice_.roll(unsigned(other.accounts.size()))];
    const std::vector<std::string> before = account.observed;
    point_anywhere(account, look_, dice_);
    account.observed.insert(account.observed.end(), before.begin(), before.end());
    std::sort(account.observed.begin(), account.observed.end());
    const Score s = ask(other);
    const unsigned own = takes_part(account) ? 1 : 0;
    const auto same_flag = [&](ScoreFlag flag) { return has(s, flag) == has(base_, flag); };
    // How far W lies above what `confirmed` takes.
    const auto ahead = [](const Score& of) { return int(of.weight) - int(of.confirm_at); };
    expect(Law::observed,
           strength(s) <= strength(base_) && s.weight <= base_.weight && s.weight + own >= base_.weight &&
               s.high <= base_.high && s.high + own >= base_.high && ahead(s) <= ahead(base_),
           other);
    expect(Law::observed,
           s.subject_key == base_.subject_key && s.groups == base_.groups && s.hostile == base_.hostile &&
               s.threshold == base_.threshold && s.rivals == base_.rivals && s.missing == base_.missing &&
               s.group_scores == base_.group_scores && same_flag(ScoreFlag::key_changed) &&
               same_flag(ScoreFlag::tie) && same_flag(ScoreFlag::weak_policy),
           other);
  }

  const ScoreInput& look_;
  Dice& dice_;
  Ledger& ledger_;
  const Score base_;
};

}  // namespace

void check_laws(const ScoreInput& look, Dice& dice, Ledger& ledger) { Check(look, dice, ledger).run(); }

namespace {

bool same_but_for_the_answer(const Score& is, const Score& want) {
  for (const ScoreFlag flag :
       {ScoreFlag::key_changed, ScoreFlag::weak_policy, ScoreFlag::tie, ScoreFlag::required_missing})
    if (has(is, flag) != has(want, flag)) return false;
  return is.subject_key == want.subject_key && is.groups == want.groups && is.hostile == want.hostile &&
         is.threshold == want.threshold && is.confirm_at == want.confirm_at && is.weight == want.weight &&
         is.low == want.low && is.high == want.high && is.missing == want.missing && is.exact &&
         is.set_aside.size() == want.set_aside.size();
}

}  // namespace

void check_model(const ScoreInput& look, Ledger& ledger) {
  const Score is = score(look);
  ledger.looked(is.answer);
  const Score want = model::read(look);
  const auto any = [&](auto holds) { return std::any_of(look.accounts.begin(), look.accounts.end(), holds); };
  const bool is_merged = any([](const AccountEvidence& account) { return account.group != account.domain; });
  const bool related = any([](const AccountEvidence& account) { return !account.observed.empty(); });
  // Where domains are merged, the scorer may see a tie that trying every partition would resolve (`Lead`),
  // and hold a key whose accounts are related as well to more than any partition does (`Tally`).
  const bool unclear = is_merged && is.answer == Answer::contested && has(is, ScoreFlag::tie);
  const bool stricter = is_merged && related && strength(is) <= strength(want);
  const bool same =
      same_but_for_the_answer(is, want) && ((is.answer == want.answer && is.flags == want.flags) || stricter);
  ledger.check(Law::table, same || unclear, [&] {
    return describe(look) + "\n    is " + std::string(text(is.answer)) + " W=" + std::to_string(is.weight) +
           " hi=" + std::to_string(is.high) + " at=" + std::to_string(is.confirm_at) + ", should be " +
           std::string(text(want.answer)) + " W=" + std::to_string(want.weight) +
           " hi=" + std::to_string(want.high) + " at=" + std::to_string(want.confirm_at);
  });
}

std::string describe(const ScoreInput& look) {
  std::string line;
  if (look.key) line += "names " + look.key->id + "; ";
  if (look.subject) line += "for " + *look.subject + "; ";
  if (look.rule.hostile) line += "f=" + std::to_string(*look.rule.hostile) + "; ";
  if (look.rule.quorum) line += "k=" + std::to_string(*look.rule.quorum) + "; ";
  for (const AccountEvidence& account : look.accounts) {
    line += account.account + "@" + account.group + (takes_part(account) ? "" : "(out)");
    line += " " + std::string(text(account.outcome[0])) + "/" + std::string(text(account.outcome[1]));
    line += describe(account.proven);
    if (!account.conflicted.empty()) line += " conflict" + describe(account.conflicted);
    if (!account.outdated.empty()) line += " old" + describe(account.outdated);
    for (const std::string& name : account.observed) line += " ->" + name;
    line += "; ";
  }
  for (const std::string& uri : look.required) line += "requires " + uri + "; ";
  for (const KeyFacts& fact : look.keys) {
    line += describe(std::vector{fact.speaker}) + "=" + std::to_string(static_cast<int>(fact.state));
    if (!fact.joined.empty()) line += "+" + fact.joined.front().id;
  }
  return line;
}

}  // namespace quorate
