#include "tests/proofs/score/exhaustive.hpp"

#include "tests/proofs/score/table.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace quorate {
namespace {

// What is kept of each look: W of each key, and which keys were confirmed for which contact.
struct Seen {
  std::array<std::uint8_t, test_keys> w{};
  std::uint16_t confirmed = 0;  // bit 3 * contact + key

  unsigned any_confirmed() const {
    return (confirmed | confirmed >> test_keys | confirmed >> 2 * test_keys) & 7U;
  }
};

constexpr std::size_t contacts = 3;  // names K, names R, names none

class Looks {
 public:
  Looks(unsigned groups, const QuorumRule& rule, Ledger& ledger)
      : groups_(groups), rule_(rule), ledger_(ledger), seen_(look_count(groups)) {}

  void run() {
    const Score empty = score_of(blank(groups_));
    hostile_ = empty.hostile;
    threshold_ = empty.threshold;
    for (unsigned contact = 0; contact < contacts; ++contact) look_for(contact);
    for (std::size_t look = 0; look < seen_.size(); ++look) check_neighbours(look);
    check_observers();
  }

 private:
  Score score_of(ScoreInput input) {
    input.rule = rule_;
    const Score s = score(input);
    ledger_.looked(s.answer);
    return s;
  }

  void look_for(unsigned contact) {
    ScoreInput input = blank(groups_);
    input.rule = rule_;
    const auto named = contact < 2 ? std::optional(contact) : std::nullopt;
    if (named) input.key = test_speakers[*named].key;
    for (std::size_t look = 0; look < seen_.size(); ++look) {
      for (unsigned group = 0; group < groups_; ++group) {
        if (look != 0 && sight_of(look - 1, group) == sight_of(look, group)) continue;
        show(input, group, sight_of(look, group));
      }
      const Score s = score(input);
      ledger_.looked(s.answer);
      record(look, contact, named, s);
    }
  }

  void record(std::size_t look, unsigned contact, std::optional<unsigned> named, const Score& s) {
    const auto tell = [&] { return describe(groups_, look, rule_) + " " + std::string(text(s.answer)); };
    ledger_.check(Law::fixed_numbers,
                  s.groups == groups_ && s.hostile == hostile_ && s.threshold == threshold_, tell);
    for (const KeyScore& key : s.keys)
      for (unsigned i = 0; i < test_keys; ++i)
        if (key.speaker == test_speakers[i]) seen_[look].w[i] = static_cast<std::uint8_t>(key.weight);
    const VerdictTable table(groups_, look, rule_);
    const auto subject = table.subject(named);
    bool right = s.answer == table.answer(named);
    for (unsigned key = 0; key < test_keys; ++key) right = right && seen_[look].w[key] == table.w[key];
    if (subject && *subject < test_keys) {
      right = right && s.subject_key && s.subject_key->key == test_speakers[*subject].key &&
              s.weight == table.w[*subject] && s.low == s.weight && s.high == s.weight + table.unknown &&
              s.rivals.empty() != table.contested(*subject);
    } else {
      right = right && !s.subject_key && s.weight == 0;
    }
    right = right && has(s, ScoreFlag::weak_policy) == table.weak() &&
            has(s, ScoreFlag::tie) == (subject == test_keys) &&
            has(s, ScoreFlag::key_changed) == (named && table.changed(*named)) &&
            has(s, ScoreFlag::contested) ==
                (s.answer == Answer::confirmed && subject && table.contested(*subject));
    ledger_.check(Law::table, right, tell);
    if (s.answer == Answer::confirmed)
      for (unsigned key = 0; key < test_keys; ++key)
        if (s.subject_key == test_speakers[key])
          seen_[look].confirmed |= static_cast<std::uint16_t>(1U << (test_keys * contact + key));
    if (named) check_states(look, *named, s);
  }

  // Seen from a key that the contact names, a group's state follows from what it shows itself.
  void check_states(std::size_t look, unsigned named, const Score& s) {
    for (unsigned group = 0; group < groups_; ++group) {
      const Sight sight = sight_of(look, group);
      const bool own = shows_key(sight, named);
      bool other = false;
      for (unsigned key = 0; key < test_keys; ++key) other = other || (key != named && shows_key(sight, key));
      const GroupState want = own && other              ? GroupState::conflicted
                              : own                     ? GroupState::agrees
                              : other                   ? GroupState::rival
                              : sight == Sight::unknown ? GroupState::unknown
                                                        : GroupState::silent;
      ledger_.check(Law::own_group_only, s.group_scores[group].state == want,
                    [&] { return describe(groups_, look, rule_); });
    }
  }

  void check_neighbours(std::size_t look) {
    for (unsigned group = 0; group < groups_; ++group) {
      const auto tell = [&] { return describe(groups_, look, rule_) + " group " + std::to_string(group); };
      for (const Sight sight : {Sight::key, Sight::key_and_unknown})
        ledger_.check(Law::more_proven, seen_[replace(look, group, sight)].w[0] >= seen_[look].w[0], tell);
      if (!shows_key(sight_of(look, group), 0) || sight_of(look, group) == Sight::both) continue;
      for (unsigned sight = 0; sight < sights; ++sight)
        ledger_.check(Law::less_proven,
                      seen_[replace(look, group, static_cast<Sight>(sight))].w[0] <= seen_[look].w[0], tell);
    }
  }

  // The last f groups are hostile and show each observer what they like; the others show all the same.
  void check_observers() {
    const unsigned hostile = std::min(hostile_, groups_);
    const std::size_t honest_looks = look_count(groups_ - hostile);
    for (std::size_t honest = 0; honest < honest_looks; ++honest) {
      unsigned confirmed = 0;
      std::array<unsigned, test_keys> most{};
      unsigned always = ~0U;
      for (std::size_t look = honest; look < seen_.size(); look += honest_looks) {
        confirmed |= seen_[look].any_confirmed();
        always &= seen_[look].confirmed;
        for (unsigned key = 0; key < test_keys; ++key)
          most[key] = std::max<unsigned>(most[key], seen_[look].w[key]);
      }
      conclude(honest, groups_ - hostile, confirmed, most, always);
    }
  }

  void conclude(std::size_t honest, unsigned honest_groups, unsigned confirmed,
                const std::array<unsigned, test_keys>& most, unsigned always) {
    const auto tell = [&] { return describe(honest_groups, honest, rule_) + " and hostile groups"; };
    ledger_.check(Law::one_key, (confirmed & (confirmed - 1)) == 0, tell);
    unsigned agreeing = 0;
    unsigned unreachable = 0;
    for (unsigned group = 0; group < honest_groups; ++group) {
      const Sight sight = sight_of(honest, group);
      if (sight == Sight::key) ++agreeing;
      if (sight == Sight::unknown) ++unreachable;
    }
    for (unsigned key = 0; key < test_keys; ++key) {
      bool published = false;
      for (unsigned group = 0; group < honest_groups; ++group)
        published = published || shows_key(sight_of(honest, group), key);
      if (published) continue;
      ledger_.check(Law::genuine, most[key] <= hostile_, tell);
      const bool weak = threshold_ < (groups_ + hostile_) / 2 + 1;
      ledger_.check(Law::forged, (weak || most[key] < threshold_) && (confirmed >> key & 1U) == 0, tell);
    }
    const bool firm = !rule_.quorum && agreeing + unreachable == honest_groups &&
                      groups_ >= 3 * hostile_ + 2 * unreachable + 1;
    if (!firm) return;
    constexpr unsigned named = 1U;                       // K, for a contact that names K
    constexpr unsigned unnamed = 1U << (2 * test_keys);  // K, for a contact that names none
    ledger_.check(Law::deletion, (always & named) != 0 && (always & unnamed) != 0, tell);
  }

  unsigned groups_;
  QuorumRule rule_;
  Ledger& ledger_;
  std::vector<Seen> seen_;  // by look: digit g in base 8 is what group g shows
  unsigned hostile_ = 0;
  unsigned threshold_ = 0;
};

}  // namespace

void check_all_looks(unsigned groups, const QuorumRule& rule, Ledger& ledger) {
  Looks(groups, rule, ledger).run();
}

}  // namespace quorate
