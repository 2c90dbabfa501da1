#include "tests/proofs/score/model.hpp"

#include "tests/proofs/score/cases.hpp"
#include "tests/proofs/score/merging.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace quorate::model {
namespace {

using Block = std::vector<const AccountEvidence*>;
using Blocks = std::vector<Block>;

class Reader {
 public:
  explicit Reader(const ScoreInput& input) : input_(input) {
    for (const AccountEvidence& account : input.accounts)
      if (account.standing == Standing::anchored && account.counting == Counting::counted)
        anchored_.push_back(account);
    std::map<std::string, Block> domains;
    for (const AccountEvidence& account : anchored_) domains[account.domain].push_back(&account);
    for (auto& [name, block] : domains) domains_.push_back(block);
    std::vector<std::vector<Blocks>> choices = {};
    for (const std::vector<std::size_t>& group : groups()) {
      std::vector<Blocks> ways;
      for (const auto& partition : partitions(static_cast<unsigned>(group.size())))
        ways.push_back(merged(group, partition));
      choices.push_back(std::move(ways));
    }
    combine(choices, 0, {});
  }

  Score read() {
    Score s;
    const Blocks& coarsest = partitions_.back();
    set_numbers(s, coarsest);
    std::set<Speaker> tied;
    const auto subject = choose(tied);
    const KeyKind kind = subject ? subject->key.kind : kind_;
    s.subject_key = subject;
    s.weight = s.low = subject ? weight(coarsest, *subject) : 0;
    s.high = weight_if_all_agreed(coarsest, subject, kind);
    std::set<Speaker> rivals = tied;
    for (const Speaker& speaker : tied) rivals.merge(rivals_of(speaker));
    if (subject) rivals = rivals_of(*subject);
    const bool changed = key_changed(rivals);
    s.answer = answer(s, subject, kind, rivals, changed);
    if (s.answer == Answer::confirmed && !rivals.empty()) s.flags.push_back(ScoreFlag::contested);
    if (changed) s.flags.push_back(ScoreFlag::key_changed);
    if (weak()) s.flags.push_back(ScoreFlag::weak_policy);
    if (!tied.empty()) s.flags.push_back(ScoreFlag::tie);
    return s;
  }

 private:
  // Numbers of the domains that share a group, directly or through others.
  std::vector<std::vector<std::size_t>> groups() const {
    std::vector<std::size_t> label(domains_.size());
    for (std::size_t i = 0; i < label.size(); ++i) label[i] = i;
    const auto share = [&](std::size_t a, std::size_t b) {
      for (const auto* one : domains_[a])
        for (const auto* other : domains_[b])
          if (one->group == other->group) return true;
      return false;
    };
    for (std::size_t round = 0; round < label.size(); ++round)
      for (std::size_t a = 0; a < label.size(); ++a)
        for (std::size_t b = 0; b < label.size(); ++b)
          if (share(a, b)) label[a] = label[b] = std::min(label[a], label[b]);
    std::map<std::size_t, std::vector<std::size_t>> by_label;
    for (std::size_t i = 0; i < label.size(); ++i) by_label[label[i]].push_back(i);
    std::vector<std::vector<std::size_t>> result;
    for (auto& [name, members] : by_label) result.push_back(members);
    return result;
  }

  Blocks merged(const std::vector<std::size_t>& group, const std::vector<unsigned>& partition) const {
    Blocks blocks(*std::max_element(partition.begin(), partition.end()) + 1);
    for (std::size_t i = 0; i < group.size(); ++i)
      for (const AccountEvidence* account : domains_[group[i]]) blocks[partition[i]].push_back(account);
    return blocks;
  }

  // `partitions` lists the coarsest first, so the combination of all first choices, the groups, comes first;
  // it is moved to the end.
  void combine(const std::vector<std::vector<Blocks>>& choices, std::size_t place, const Blocks& so_far) {
    if (place == choices.size()) {
      partitions_.push_back(so_far);
    } else {
      for (const Blocks& way : choices[place]) {
        Blocks longer = so_far;
        longer.insert(longer.end(), way.begin(), way.end());
        combine(choices, place + 1, longer);
      }
    }
    if (place == 0) std::rotate(partitions_.begin(), partitions_.begin() + 1, partitions_.end());
  }

  unsigned hostile(std::size_t n) const {
    if (input_.rule.hostile) return std::max(1U, *input_.rule.hostile);
    return std::max(1U, n == 0 ? 0 : static_cast<unsigned>((n - 1) / 3));
  }
  unsigned safe(std::size_t n) const { return static_cast<unsigned>((n + hostile(n)) / 2 + 1); }
  unsigned needed(std::size_t n) const { return input_.rule.quorum.value_or(safe(n)); }
  bool weak() const {
    return std::any_of(partitions_.begin(), partitions_.end(),
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

  unsigned weight(const Blocks& blocks, const Speaker& speaker) const {
    return static_cast<unsigned>(
        std::count_if(blocks.begin(), blocks.end(), [&](const Block& b) { return agrees(b, speaker); }));
  }

  const Blocks& finest() const {
    return *std::max_element(partitions_.begin(), partitions_.end(),
                             [](const Blocks& a, const Blocks& b) { return a.size() < b.size(); });
  }

  // W if every account that could not be looked at showed the key too. Where no key is known, one that nobody
  // has seen stands for it.
  unsigned weight_if_all_agreed(const Blocks& blocks, const std::optional<Speaker>& subject,
                                KeyKind kind) const {
    const Speaker speaker = subject.value_or(Speaker{{kind, "never seen"}, input_.subject.value_or(alice)});
    unsigned count = 0;
    for (const Block& block : blocks) {
      std::vector<AccountEvidence> copies;
      for (const AccountEvidence* account : block) {
        copies.push_back(*account);
        if (account->outcome[static_cast<std::size_t>(kind)] == Outcome::unknown)
          copies.back().proven.push_back(speaker);
      }
      Block completed;
      for (const AccountEvidence& copy : copies) completed.push_back(&copy);
      if (subject && !heard(speaker)) {
        // Of a key that is not heard only what is unknown is counted.
        const auto others = shown(block);
        const bool other =
            std::any_of(others.begin(), others.end(), [&](const Speaker& o) { return rivals(speaker, o); });
        const bool unknown = std::any_of(block.begin(), block.end(), [&](const AccountEvidence* account) {
          return account->outcome[static_cast<std::size_t>(kind)] == Outcome::unknown;
        });
        if (!other && unknown) ++count;
      } else if (agrees(completed, speaker)) {
        ++count;
      }
    }
    return count;
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
        if (weight(finest(), speaker) > 0) counted.insert(speaker);
        for (const Block& block : finest())
          if (shown(block).count(speaker) > 0) sighted.insert(speaker);
      }
      if (counted.empty()) return sighted.empty() ? *candidates.begin() : *sighted.begin();
      candidates = counted;
    } else {
      const Blocks& domains = finest();
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

  std::optional<Speaker> largest(const std::set<Speaker>& candidates, std::set<Speaker>& tied) const {
    const auto before = [&](const Speaker& first, const Speaker& other) {
      if (rivals(first, other) && state(other.key) == KeyState::sound)
        return weight(partitions_.back(), first) > weight(partitions_.back(), other);
      return std::all_of(partitions_.begin(), partitions_.end(),
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
          weight(finest(), other) > 0)
        found.insert(other);
    return found;
  }

  bool key_changed(const std::set<Speaker>& rivals) const {
    return input_.key && std::any_of(rivals.begin(), rivals.end(), [&](const Speaker& rival) {
             if (rival.key == *input_.key) return false;
             return weight(partitions_.back(), rival) >= needed(partitions_.back().size()) ||
                    weight(finest(), rival) >= needed(finest().size());
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
      if (std::count(account.proven.begin(), account.proven.end(), subject) > 0)
        proven.insert(account.account);
    }
    return proven.size() >= 2;
  }

  Answer answer(const Score& s, const std::optional<Speaker>& subject, KeyKind kind,
                const std::set<Speaker>& rivals, bool changed) const {
    if (subject && state(subject->key) == KeyState::revoked) return Answer::revoked;
    if (subject && state(subject->key) == KeyState::equivocating) return Answer::equivocating;
    const auto everywhere = [&](auto holds) {
      return std::all_of(partitions_.begin(), partitions_.end(), holds);
    };
    const auto w = [&](const Blocks& blocks) { return subject ? weight(blocks, *subject) : 0; };
    const bool reaches = everywhere([&](const Blocks& b) { return w(b) >= needed(b.size()); });
    if (subject && reaches && !weak() && !changed) return Answer::confirmed;
    if (!rivals.empty()) return Answer::contested;
    const auto best = [&](std::size_t n) { return weak() ? hostile(n) + 1 : needed(n); };
    const bool has_best = everywhere([&](const Blocks& b) { return w(b) >= best(b.size()); });
    const bool could =
        everywhere([&](const Blocks& b) { return weight_if_all_agreed(b, subject, kind) >= best(b.size()); });
    if (!has_best && could) return Answer::undecided;
    if (s.weight > 0 && everywhere([&](const Blocks& b) { return w(b) >= hostile(b.size()) + 1; }))
      return Answer::corroborated;
    if (everywhere([&](const Blocks& b) { return b.size() < needed(b.size()); }) && subject &&
        consistent(*subject))
      return Answer::consistent;
    return Answer::insufficient;
  }

  const ScoreInput& input_;
  std::vector<AccountEvidence> anchored_;
  Blocks domains_;
  std::vector<Blocks> partitions_;  // between domains and groups; the groups last
  KeyKind kind_ = KeyKind::native;
};

}  // namespace

Score read(const ScoreInput& input) { return Reader(input).read(); }

}  // namespace quorate::model
