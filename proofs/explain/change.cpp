#include "proofs/explain/change.hpp"

#include "proofs/explain/smallest.hpp"
#include "proofs/history/pin/rotation.hpp"
#include "proofs/score/partition.hpp"

#include <algorithm>
#include <map>

namespace quorate {
namespace {

constexpr unsigned most_more_accounts = 32;  // as many as a contact can name

// The name of a key that nobody has seen yet; no real key's id has a space.
constexpr std::string_view new_key_id = "a new key";

bool shows_only(const AccountEvidence& account, const Speaker& speaker) {
  return account.proven == std::vector{speaker} && account.conflicted.empty() && account.outdated.empty();
}

bool shows_nothing(const AccountEvidence& account) {
  return account.proven.empty() && account.conflicted.empty();
}

bool is_empty(const AccountEvidence& account) {
  return shows_nothing(account) && account.outcome == std::array{Outcome::absent, Outcome::absent};
}

bool is_unknown(const AccountEvidence& account) {
  return std::find(account.outcome.begin(), account.outcome.end(), Outcome::unknown) != account.outcome.end();
}

void clear(AccountEvidence& account) {
  account.proven.clear();
  account.conflicted.clear();
  account.outdated.clear();
}

void empty(AccountEvidence& account) {
  clear(account);
  account.outcome = {Outcome::absent, Outcome::absent};
}

// A kind of keys for which the account has no place stays `absent`; the kind in question has one.
void hide(AccountEvidence& account, KeyKind kind) {
  clear(account);
  for (Outcome& outcome : account.outcome)
    if (outcome != Outcome::absent) outcome = Outcome::unknown;
  account.outcome[static_cast<std::size_t>(kind)] = Outcome::unknown;
}

void put(AccountEvidence& account, const Speaker& speaker) {
  empty(account);
  account.proven = {speaker};
  account.outcome[static_cast<std::size_t>(speaker.key.kind)] = Outcome::proven;
}

// Those whom people would ask first: who could not be seen, then who shows nothing, then the others.
int readiness(const AccountEvidence& account) {
  if (!shows_nothing(account)) return 2;
  return is_unknown(account) ? 0 : 1;
}

class Oracle {
 public:
  Oracle(const ScoreInput& input, const std::optional<Speaker>& held)
      : input_(input), held_(input.key ? std::nullopt : held), now_(judge(input)), symmetry_(input) {}

  Changes ask() {
    Changes found;
    const bool settled = now_.answer == Answer::revoked || now_.answer == Answer::equivocating;
    if (settled) return found;  // no account can take back what the key's holder signed
    if (now_.answer != Answer::confirmed) find_better(found);  // first: it matters most, and the budget ends
    keep(emptied(), found);
    keep(unreachable(), found);
    keep(turned(), found);
    return found;
  }

 private:
  bool replaces(const Speaker& speaker) const {
    if (!held_) return false;
    const std::vector<Speaker> line = chain_of(input_.keys, *held_);
    return std::find(line.begin(), line.end(), speaker) == line.end();
  }
  Score judge(const ScoreInput& input) const {
    Score then = score(input);
    const bool good = then.answer == Answer::confirmed || then.answer == Answer::corroborated ||
                      then.answer == Answer::consistent;
    if (good && then.subject_key && replaces(*then.subject_key)) then.answer = Answer::contested;
    return then;
  }

  // A verdict is its word and, where it is a yes, the key that it is about.
  bool changed(const Score& then) const {
    return then.answer != now_.answer ||
           (then.answer == Answer::confirmed && then.subject_key != now_.subject_key);
  }

  KeyKind kind() const { return now_.subject_key ? now_.subject_key->key.kind : KeyKind::native; }

  template <class Wanted>
  std::vector<std::size_t> candidates(Wanted wanted) const {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < input_.accounts.size(); ++i)
      if (takes_part(input_.accounts[i]) && wanted(input_.accounts[i])) places.push_back(i);
    return places;
  }

  // Which accounts of the set could as well be others: `alike` are those of which one alone is like the
  // other.
  void name_accounts(const std::vector<std::size_t>& set, const std::vector<std::size_t>& among,
                     Change& change) const {
    std::map<std::string, Pick> classes;
    std::vector<std::string> order;
    for (const std::size_t account : among) {
      std::vector<bool> alone(input_.accounts.size(), false);
      alone[account] = true;
      const std::string name = symmetry_.signature(alone);
      const bool in_set = std::find(set.begin(), set.end(), account) != set.end();
      Pick& pick = classes[name];
      if (pick.among.empty()) order.push_back(name);
      pick.count += in_set ? 1 : 0;
      // The set's own accounts first, so that an example is the set.
      pick.among.insert(
          in_set ? pick.among.begin() + static_cast<std::ptrdiff_t>(pick.count) - 1 : pick.among.end(),
          account);
    }
    for (const std::string& name : order) {
      Pick& pick = classes[name];
      if (pick.count == 0) continue;
      const bool free = pick.count == pick.among.size() || pick.count == 1 ||
                        std::all_of(pick.among.begin(), pick.among.end(),
                                    [&](std::size_t a) { return symmetry_.alone(a); });
      if (!free) change.choice = Choice::example;
      change.picks.push_back(std::move(pick));
    }
    // One of each of several kinds: whether any will do depends on whether they share a group.
    if (change.picks.size() > 1)
      for (const Pick& pick : change.picks)
        if (pick.count < pick.among.size() && !std::all_of(pick.among.begin(), pick.among.end(),
                                                           [&](std::size_t a) { return symmetry_.alone(a); }))
          change.choice = Choice::example;
  }

  // Single accounts of other kinds that do the same belong to the same choice.
  void name_others(const std::vector<std::vector<std::size_t>>& others, const std::vector<std::size_t>& among,
                   Change& change) const {
    for (const std::vector<std::size_t>& other : others) {
      Change more;
      name_accounts(other, among, more);
      auto& all = change.picks.front().among;
      all.insert(all.end(), more.picks.front().among.begin(), more.picks.front().among.end());
    }
    std::sort(change.picks.front().among.begin(), change.picks.front().among.end());
  }

  Change find(Fate fate, const std::vector<std::size_t>& among, std::function<void(AccountEvidence&)> alter,
              std::function<bool(const Score&)> wanted) {
    const Smallest set = smallest({input_, among, std::move(alter), [this](const ScoreInput& then) { return judge(then); },
                                   std::move(wanted)},
                                  symmetry_, budget_);
    Change change;
    change.fate = fate;
    change.size = set.at_least;
    if (!set.score) {
      // Nothing at all, rather than nothing so far.
      if (set.at_least > among.size()) change.size = 0;
      return change;
    }
    name_accounts(set.accounts, among, change);
    if (set.at_least == 1) name_others(set.others, among, change);
    change.answer = set.score->answer;
    change.subject_key = set.score->subject_key;
    return change;
  }

  // Whether the first is the better news: nothing is none, a smaller set is better, and of equal sizes one
  // that was found is better than one that may be larger.
  static bool smaller(const Change& first, const Change& other) {
    if (first.size == 0 || other.size == 0) return first.size != 0;
    if (first.size != other.size) return first.size < other.size;
    return !first.picks.empty() && other.picks.empty();
  }

  static void keep(Change change, Changes& found) {
    if (change.size == 0) return;
    (change.picks.empty() ? found.cut_off : found.any).push_back(std::move(change));
  }

  Change emptied() {
    return find(Fate::emptied, candidates([](const AccountEvidence& a) { return !is_empty(a); }), empty,
                [this](const Score& then) { return changed(then); });
  }

  Change unreachable() {
    const KeyKind kind = this->kind();
    const auto place = static_cast<std::size_t>(kind);
    return find(
        Fate::unreachable, candidates([&](const AccountEvidence& a) {
          return !shows_nothing(a) || a.outcome[place] != Outcome::unknown;
        }),
        [kind](AccountEvidence& account) { hide(account, kind); },
        [this](const Score& then) { return changed(then); });
  }

  // An enemy takes the key that serves him best: the strongest rival there is, or a new one.
  Change turned() {
    const std::string subject = input_.subject     ? *input_.subject
                                : now_.subject_key ? now_.subject_key->subject
                                                   : "";
    std::vector<Speaker> enemies;
    // Rivals come by falling weight. At a tie none is before the others, and which one is taken may decide.
    for (const KeyScore& rival : now_.rivals)
      if (enemies.empty() || (!now_.subject_key && rival.weight == now_.rivals.front().weight))
        enemies.push_back(rival.speaker);
    enemies.push_back({{kind(), std::string(new_key_id)}, subject});
    std::optional<Change> best;
    for (const Speaker& enemy : enemies) {
      Change change = find(
          Fate::turned, candidates([&](const AccountEvidence& a) { return !shows_only(a, enemy); }),
          [enemy](AccountEvidence& account) { put(account, enemy); },
          [this](const Score& then) { return changed(then); });
      if (enemy.key.id != new_key_id) change.shown = enemy;
      if (change.subject_key && change.subject_key->key.id == new_key_id) change.subject_key.reset();
      if (!best || smaller(change, *best)) best = std::move(change);
    }
    return *best;
  }

  // The keys for which a yes is sought.
  std::vector<Speaker> hopes() const {
    if (now_.subject_key) return {replaces(*now_.subject_key) ? *held_ : *now_.subject_key};
    std::vector<Speaker> all;
    for (const KeyScore& rival : now_.rivals) all.push_back(rival.speaker);
    if (all.empty()) all.push_back({{KeyKind::native, std::string(new_key_id)}, input_.subject.value_or("")});
    return all;
  }

  std::vector<std::size_t> not_agreeing(const Speaker& speaker) const {
    std::vector<std::size_t> among =
        candidates([&](const AccountEvidence& a) { return !shows_only(a, speaker); });
    std::stable_sort(among.begin(), among.end(), [&](std::size_t a, std::size_t b) {
      return readiness(input_.accounts[a]) < readiness(input_.accounts[b]);
    });
    return among;
  }

  Score with_all(const Speaker& speaker, unsigned more) const {
    ScoreInput all = input_;
    for (AccountEvidence& account : all.accounts)
      if (takes_part(account)) put(account, speaker);
    for (unsigned i = 0; i < more; ++i) {
      AccountEvidence another;
      another.account = another.domain = another.group = "another account " + std::to_string(i);
      put(another, speaker);
      all.accounts.push_back(std::move(another));
    }
    return judge(all);
  }

  void find_better(Changes& found) {
    std::optional<Change> best_way;
    for (const Speaker& hope : hopes()) {
      const Answer best = with_all(hope, 0).answer;
      const bool worth =
          best == Answer::confirmed || (best == Answer::corroborated && now_.answer != Answer::corroborated);
      if (!worth) continue;
      Change change = find(
          Fate::agreed, not_agreeing(hope), [hope](AccountEvidence& account) { put(account, hope); },
          [&hope, best](const Score& then) { return then.answer == best && then.subject_key == hope; });
      if (hope.key.id == new_key_id) {
        change.subject_key.reset();
      } else {
        change.shown = hope;
      }
      if (!best_way || smaller(change, *best_way)) best_way = std::move(change);
    }
    if (best_way && best_way->size != 0) {
      if (best_way->picks.empty()) {
        found.cut_off.push_back(std::move(*best_way));
      } else {
        found.better = std::move(best_way);
      }
      return;
    }
    for (unsigned more = 1; more <= most_more_accounts && found.more_accounts == 0; ++more)
      if (with_all(hopes().front(), more).answer == Answer::confirmed) found.more_accounts = more;
  }

  const ScoreInput& input_;
  std::optional<Speaker> held_;
  Score now_;
  Symmetry symmetry_;
  Budget budget_;
};

}  // namespace

Changes changes(const ScoreInput& input, const std::optional<Speaker>& held) {
  return Oracle(input, held).ask();
}

}  // namespace quorate
