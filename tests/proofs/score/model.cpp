#include "tests/proofs/score/model.hpp"

#include "tests/proofs/score/cases.hpp"
#include "tests/proofs/score/unrelated.hpp"
#include "tests/proofs/score/ways.hpp"

#include <algorithm>
#include <set>

namespace quorate::model {
namespace {

class Reader {
 public:
  explicit Reader(const ScoreInput& input) : input_(input) {
    for (const AccountEvidence& account : input.accounts)
      if (account.standing == Standing::anchored && account.counting == Counting::counted)
        anchored_.push_back(account);
    ways_ = ways_to_join(anchored_);
    unrelated_ = Unrelated(ways_.groups);
  }

  Score read() {
    Score s;
    const Blocks& coarsest = ways_.groups;
    set_numbers(s, coarsest);
    std::set<Speaker> tied;
    const auto subject = choose(tied);
    const KeyKind kind = subject ? subject->key.kind : kind_;
    s.subject_key = subject;
    s.weight = s.low = counted(coarsest, subject);
    s.high = counted_if_all_agreed(coarsest, subject, kind);
    s.confirm_at = needed(ways_.domains.size() - (counted(ways_.domains, subject) - s.weight));
    if (subject) s.set_aside.resize(agreeing(coarsest, *subject) - s.weight);
    Hope hope = Hope::some;
    s.missing = missing(coarsest, subject, kind, hope);
    std::set<Speaker> rivals = tied;
    for (const Speaker& speaker : tied) rivals.merge(rivals_of(speaker));
    if (subject) rivals = rivals_of(*subject);
    const bool changed = key_changed(rivals);
    s.answer = answer(s, subject, kind, rivals, changed, hope);
    if (s.answer == Answer::confirmed && !rivals.empty()) s.flags.push_back(ScoreFlag::contested);
    if (changed) s.flags.push_back(ScoreFlag::key_changed);
    if (weak()) s.flags.push_back(ScoreFlag::weak_policy);
    if (!tied.empty()) s.flags.push_back(ScoreFlag::tie);
    if (!s.missing.empty()) s.flags.push_back(ScoreFlag::required_missing);
    return s;
  }

 private:
  enum class Hope { none, some };

  unsigned hostile(std::size_t n) const {
    if (input_.rule.hostile) return std::max(1U, *input_.rule.hostile);
    return std::max(1U, static_cast<unsigned>((std::max<std::size_t>(1, n + left()) - 1) / 3));
  }
  // Domains that were named, and of which no account is counted.
  std::size_t left() const {
    std::set<std::string> named;
    for (const AccountEvidence& account : input_.accounts)
      if (account.standing == Standing::anchored) named.insert(account.domain);
    for (const AccountEvidence& account : input_.accounts)
      if (account.standing == Standing::anchored && account.counting == Counting::counted)
        named.erase(account.domain);
    return named.size();
  }
  unsigned safe(std::size_t n) const { return static_cast<unsigned>((n + hostile(n)) / 2 + 1); }
  unsigned needed(std::size_t n) const { return input_.rule.quorum.value_or(safe(n)); }
  bool weak() const {
    return std::any_of(ways_.all.begin(), ways_.all.end(),
                       [&](const Blocks& blocks) { return needed(blocks.size()) < safe(blocks.size()); });
  }

  void set_numbers(Score& s, const Blocks& coarsest) const {
    s.groups = static_cast<unsigned>(coarsest.size());
    s.hostile = hostile(coarsest.size());
    s.threshold = needed(coarsest.size());
  }

  KeyState state(const KeyName& key) const {
    KeyState worst = KeyState::sound;
    for (const KeyFacts& fact : input_.keys) {
      if (fact.speaker.key != key || fact.state == KeyState::sound) continue;
      if (worst != KeyState::revoked) worst = fact.state;
    }
    return worst;
  }

  bool heard(const Speaker& speaker) const {
    if (state(speaker.key) == KeyState::revoked) return false;
    return speaker.key.kind == KeyKind::keybase || !input_.subject || speaker.subject == *input_.subject;
  }

  bool says_joined(const Speaker& from, const Speaker& to) const {
    return std::any_of(input_.keys.begin(), input_.keys.end(), [&](const KeyFacts& fact) {
      return fact.speaker == from && from.subject == to.subject &&
             std::count(fact.joined.begin(), fact.joined.end(), to.key) > 0;
    });
  }

  bool rivals(const Speaker& a, const Speaker& b) const {
    return a.key.kind == b.key.kind && a.key != b.key && !(says_joined(a, b) && says_joined(b, a));
  }

  std::set<Speaker> shown(const Block& block) const {
    std::set<Speaker> all;
    for (const AccountEvidence* account : block) {
      all.insert(account->proven.begin(), account->proven.end());
      all.insert(account->conflicted.begin(), account->conflicted.end());
    }
    std::erase_if(all, [&](const Speaker& speaker) { return !heard(speaker); });
    return all;
  }

  bool agrees(const Block& block, const Speaker& speaker) const {
    if (!heard(speaker)) return false;
    bool proven = false;
    for (const AccountEvidence* account : block) {
      if (std::count(account->proven.begin(), account->proven.end(), speaker) > 0) proven = true;
      for (const Speaker& other : account->conflicted)
        if (other.key == speaker.key && heard(other)) return false;
    }
    const auto others = shown(block);
    return proven && std::none_of(others.begin(), others.end(),
                                  [&](const Speaker& other) { return rivals(speaker, other); });
  }

  // How many blocks agree, whatever serves them and however old their proofs are: what decides which key is
  // the subject, and what a rival weighs.
  unsigned weight(const Blocks& blocks, const Speaker& speaker) const {
    return static_cast<unsigned>(
        std::count_if(blocks.begin(), blocks.end(), [&](const Block& b) { return agrees(b, speaker); }));
  }

  // The accounts that show the speaker by a proof that is not too old, where the block agrees.
  Block standing_for(const Block& block, const Speaker& speaker) const {
    Block accounts;
    if (!agrees(block, speaker)) return accounts;
    for (const AccountEvidence* account : block)
      if (proves(*account, speaker)) accounts.push_back(account);
    return accounts;
  }

  static bool proves(const AccountEvidence& account, const Speaker& speaker) {
    return std::count(account.proven.begin(), account.proven.end(), speaker) > 0 &&
           std::count(account.outdated.begin(), account.outdated.end(), speaker) == 0;
  }

  std::size_t agreeing(const Blocks& blocks, const Speaker& speaker) const {
    return static_cast<std::size_t>(std::count_if(
        blocks.begin(), blocks.end(), [&](const Block& b) { return !standing_for(b, speaker).empty(); }));
  }

  unsigned counted(const Blocks& blocks, const std::optional<Speaker>& subject) const {
    std::vector<Block> choices;
    for (const Block& block : blocks)
      if (subject && !standing_for(block, *subject).empty()) choices.push_back(standing_for(block, *subject));
    return static_cast<unsigned>(unrelated_.most(choices));
  }

  // Whether something that the block shows speaks against the subject; without one, against any key to come.
  bool contradicted(const Block& block, const std::optional<Speaker>& subject, KeyKind kind) const {
    for (const Speaker& other : shown(block))
      if (subject ? rivals(*subject, other) : other.key.kind == kind) return true;
    for (const AccountEvidence* account : block)
      for (const Speaker& other : account->conflicted)
        if (subject && other.key == subject->key && heard(other)) return true;
    return false;
  }

  static bool unknown(const AccountEvidence& account, KeyKind kind) {
    return account.outcome[static_cast<std::size_t>(kind)] == Outcome::unknown;
  }

  // W if every account that could not be looked at showed the key too, or one that nobody has seen.
  unsigned counted_if_all_agreed(const Blocks& blocks, const std::optional<Speaker>& subject,
                                 KeyKind kind) const {
    std::vector<Block> choices;
    for (const Block& block : blocks) {
      if (contradicted(block, subject, kind)) continue;
      Block accounts;
      for (const AccountEvidence* account : block)
        if (unknown(*account, kind) || (subject && heard(*subject) && proves(*account, *subject)))
          accounts.push_back(account);
      if (!accounts.empty()) choices.push_back(accounts);
    }
    return static_cast<unsigned>(unrelated_.most(choices));
  }

  // The required accounts that do not show the subject, and whether all of them still may.
  std::vector<std::string> missing(const Blocks& coarsest, const std::optional<Speaker>& subject,
                                   KeyKind kind, Hope& hope) const {
    std::vector<std::string> result;
    for (const std::string& uri : std::set<std::string>(input_.required.begin(), input_.required.end())) {
      bool shows = false;
      bool may_show = false;
      for (const Block& block : coarsest) {
        if (contradicted(block, subject, kind)) continue;
        for (const AccountEvidence* account : block) {
          if (account->account != uri) continue;
          shows = shows || (subject && heard(*subject) && proves(*account, *subject));
          may_show = may_show || unknown(*account, kind);
        }
      }
      if (shows) continue;
      result.push_back(uri);
      if (!may_show) hope = Hope::none;
    }
    return result;
  }

  std::set<Speaker> mentioned() const {
    std::set<Speaker> all;
    for (const KeyFacts& fact : input_.keys) all.insert(fact.speaker);
    for (const AccountEvidence& account : input_.accounts) {
      all.insert(account.proven.begin(), account.proven.end());
      all.insert(account.conflicted.begin(), account.conflicted.end());
    }
    return all;
  }

  std::optional<Speaker> choose(std::set<Speaker>& tied) {
    std::set<Speaker> candidates;
    if (input_.key) {
      kind_ = input_.key->kind;
      for (const Speaker& speaker : mentioned())
        if (speaker.key == *input_.key &&
            (kind_ == KeyKind::keybase || !input_.subject || speaker.subject == *input_.subject))
          candidates.insert(speaker);
      if (candidates.empty()) return Speaker{*input_.key, input_.subject.value_or("")};
      std::set<Speaker> counted;
      std::set<Speaker> sighted;
      for (const Speaker& speaker : candidates) {
        if (weight(ways_.domains, speaker) > 0) counted.insert(speaker);
        for (const Block& block : ways_.domains)
          if (shown(block).count(speaker) > 0) sighted.insert(speaker);
      }
      if (counted.empty()) return sighted.empty() ? *candidates.begin() : *sighted.begin();
      candidates = counted;
    } else {
      const Blocks& domains = ways_.domains;
      std::set<Speaker> seen;
      for (const Block& block : domains) seen.merge(shown(block));
      const auto any = [&](KeyKind kind) {
        return std::any_of(seen.begin(), seen.end(),
                           [&](const Speaker& s) { return s.key.kind == kind && weight(domains, s) > 0; });
      };
      kind_ = !input_.subject && !any(KeyKind::native) && any(KeyKind::keybase) ? KeyKind::keybase
                                                                                : KeyKind::native;
      for (const Speaker& speaker : seen)
        if (speaker.key.kind == kind_) candidates.insert(speaker);
    }
    return largest(candidates, tied);
  }

  bool took_over(const Speaker& heir, const Speaker& speaker) const {
    const auto says = [&](const Speaker& from, const Speaker& to) {
      return from.subject == to.subject &&
             std::any_of(input_.keys.begin(), input_.keys.end(),
                         [&](const KeyFacts& f) { return f.speaker == from && f.successor == to.key; });
    };
    return says(speaker, heir) && !says(heir, speaker) && !rivals(speaker, heir);
  }

  bool leads(const Speaker& first, const Speaker& other, const Blocks& blocks) const {
    const auto rank = [&](const Speaker& speaker) {
      return std::pair(weight(blocks, speaker), state(speaker.key) == KeyState::sound);
    };
    return rank(first) > rank(other) || (rank(first) == rank(other) && took_over(first, other));
  }

  // Whether the heir leads, where the other handed over to it: it reaches t everywhere, or may reach it
  // somewhere.
  bool reaches_everywhere(const Speaker& heir) const {
    return state(heir.key) == KeyState::sound &&
           std::all_of(ways_.all.begin(), ways_.all.end(),
                       [&](const Blocks& blocks) { return weight(blocks, heir) >= needed(blocks.size()); });
  }
  bool may_reach(const Speaker& heir) const {
    return state(heir.key) == KeyState::sound && weight(ways_.domains, heir) >= needed(ways_.groups.size());
  }

  std::optional<Speaker> largest(const std::set<Speaker>& candidates, std::set<Speaker>& tied) const {
    const auto before = [&](const Speaker& first, const Speaker& other) {
      if (rivals(first, other) && state(other.key) == KeyState::sound)
        return weight(ways_.groups, first) > weight(ways_.groups, other);
      if (took_over(first, other) && reaches_everywhere(first)) return true;
      if (took_over(other, first) && may_reach(other)) return false;
      return std::all_of(ways_.all.begin(), ways_.all.end(),
                         [&](const Blocks& blocks) { return leads(first, other, blocks); });
    };
    for (const Speaker& first : candidates)
      if (std::all_of(candidates.begin(), candidates.end(),
                      [&](const Speaker& other) { return other == first || before(first, other); }))
        return first;
    tied = candidates;
    return std::nullopt;
  }

  std::set<Speaker> rivals_of(const Speaker& subject) const {
    std::set<Speaker> found;
    for (const Speaker& other : mentioned())
      if (heard(other) && state(other.key) == KeyState::sound && rivals(subject, other) &&
          weight(ways_.domains, other) > 0)
        found.insert(other);
    return found;
  }

  bool key_changed(const std::set<Speaker>& rivals) const {
    return input_.key && std::any_of(rivals.begin(), rivals.end(), [&](const Speaker& rival) {
             if (rival.key == *input_.key) return false;
             return weight(ways_.groups, rival) >= needed(ways_.groups.size()) ||
                    weight(ways_.domains, rival) >= needed(ways_.domains.size());
           });
  }

  bool consistent(const Speaker& subject) const {
    std::set<std::string> listed;
    for (const KeyFacts& fact : input_.keys)
      if (fact.speaker == subject) listed.insert(fact.listed_accounts.begin(), fact.listed_accounts.end());
    std::set<std::string> proven;
    for (const AccountEvidence& account : input_.accounts) {
      if (account.counting == Counting::not_counted || listed.count(account.account) == 0) continue;
      if (account.outcome[static_cast<std::size_t>(subject.key.kind)] == Outcome::refuted) return false;
      for (const Speaker& other : shown({&account}))
        if (rivals(subject, other)) return false;
      if (proves(account, subject)) proven.insert(account.account);
    }
    return proven.size() >= 2;
  }

  Answer answer(const Score& s, const std::optional<Speaker>& subject, KeyKind kind,
                const std::set<Speaker>& rivals, bool changed, Hope hope) const {
    if (subject && state(subject->key) == KeyState::revoked) return Answer::revoked;
    if (subject && state(subject->key) == KeyState::equivocating) return Answer::equivocating;
    const auto everywhere = [&](auto holds) {
      return std::all_of(ways_.all.begin(), ways_.all.end(), holds);
    };
    const auto w = [&](const Blocks& blocks) { return counted(blocks, subject); };
    const bool complete = s.missing.empty();
    const bool reaches = everywhere([&](const Blocks& b) { return w(b) >= needed(b.size()); });
    if (subject && reaches && complete && !weak() && !changed) return Answer::confirmed;
    if (!rivals.empty()) return Answer::contested;
    const auto best = [&](std::size_t n) { return weak() ? hostile(n) + 1 : needed(n); };
    const bool has_best = complete && everywhere([&](const Blocks& b) { return w(b) >= best(b.size()); });
    const bool could = hope == Hope::some && everywhere([&](const Blocks& b) {
                         return counted_if_all_agreed(b, subject, kind) >= best(b.size());
                       });
    if (!has_best && could) return Answer::undecided;
    if (s.weight > 0 && complete &&
        everywhere([&](const Blocks& b) { return w(b) >= hostile(b.size()) + 1; }))
      return Answer::corroborated;
    if (everywhere([&](const Blocks& b) { return b.size() < needed(b.size()); }) && subject &&
        consistent(*subject))
      return Answer::consistent;
    return Answer::insufficient;
  }

  const ScoreInput& input_;
  std::vector<AccountEvidence> anchored_;
  Ways ways_;
  KeyKind kind_ = KeyKind::native;
  Unrelated unrelated_;
};

}  // namespace

Score read(const ScoreInput& input) { return Reader(input).read(); }

}  // namespace quorate::model
