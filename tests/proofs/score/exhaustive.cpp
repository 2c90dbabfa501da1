#include "tests/proofs/score/exhaustive.hpp"

#include "tests/proofs/score/cases.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace quorate {
namespace {

constexpr unsigned keys = 3;  // K, R and T
const std::array<Speaker, keys> speakers = {native("K"), native("R"), native("T")};

// A look is a number: the three bits from 3 * group on are what that group shows.
constexpr unsigned sight_bits = 3;
static_assert(sights == 1U << sight_bits);

std::size_t power(unsigned groups) { return std::size_t{1} << (sight_bits * groups); }

Sight sight_of(std::size_t look, unsigned group) {
  return static_cast<Sight>(look >> (sight_bits * group) & (sights - 1));
}

std::size_t replace(std::size_t look, unsigned group, Sight sight) {
  const std::size_t mask = static_cast<std::size_t>(sights - 1) << (sight_bits * group);
  return (look & ~mask) | static_cast<std::size_t>(sight) << (sight_bits * group);
}

bool shows_key(Sight sight, unsigned key) {
  switch (sight) {
    case Sight::key:
    case Sight::key_and_unknown:
      return key == 0;
    case Sight::rival:
      return key == 1;
    case Sight::third:
      return key == 2;
    case Sight::both:
      return key < 2;
    default:
      return false;
  }
}

std::string describe(unsigned groups, std::size_t look, const QuorumRule& rule) {
  static constexpr std::string_view letters = "-x?KRTb+";
  std::string line;
  for (unsigned group = 0; group < groups; ++group)
    line += letters[static_cast<std::size_t>(sight_of(look, group))];
  return line + " " + describe(rule);
}

// The verdict table of the design over plain counts, for sound keys and groups of one domain each.
struct Table {
  unsigned n = 0;
  unsigned f = 0;
  unsigned t = 0;
  std::array<unsigned, keys> w{};
  std::array<unsigned, keys> seen{};  // groups that show the key, alone or in conflict
  unsigned unknown = 0;
  unsigned refuted = 0;
  unsigned both = 0;

  Table(unsigned groups, std::size_t look, const QuorumRule& rule) : n(groups) {
    f = rule.hostile.value_or(n < 4 ? 1 : (n - 1) / 3);
    t = rule.quorum.value_or((n + f) / 2 + 1);
    for (unsigned group = 0; group < groups; ++group) {
      const Sight sight = sight_of(look, group);
      for (unsigned key = 0; key < keys; ++key) {
        if (!shows_key(sight, key)) continue;
        ++seen[key];
        if (sight != Sight::both) ++w[key];
      }
      if (sight == Sight::unknown) ++unknown;
      if (sight == Sight::refuted) ++refuted;
      if (sight == Sight::both) ++both;
    }
  }

  // Index of the subject key; nothing where none is shown; `keys` at a tie.
  std::optional<unsigned> subject(std::optional<unsigned> named) const {
    if (named) return named;
    std::optional<unsigned> best;
    unsigned equal = 0;
    for (unsigned key = 0; key < keys; ++key) {
      if (seen[key] == 0) continue;
      if (!best || w[key] > w[*best]) equal = 0;
      if (!best || w[key] >= w[*best]) ++equal;
      if (equal == 1) best = !best || w[key] >= w[*best] ? key : *best;
    }
    return equal > 1 ? std::optional(keys) : best;
  }

  bool weak() const { return 2 * t <= n + f; }
  bool contested(unsigned key) const {
    for (unsigned other = 0; other < keys; ++other)
      if (other != key && w[other] > 0) return true;
    return false;
  }

  bool changed(unsigned key) const {
    for (unsigned other = 0; other < keys; ++other)
      if (other != key && w[other] >= t) return true;
    return false;
  }

  Answer answer(std::optional<unsigned> named) const {
    const auto key = subject(named);
    if (key == keys) return Answer::contested;
    const unsigned weight = key ? w[*key] : 0;
    if (key && weight >= t && !weak()) return Answer::confirmed;
    if (key && contested(*key)) return Answer::contested;
    const unsigned best = weak() ? f + 1 : t;
    if (weight < best && best <= weight + unknown) return Answer::undecided;
    if (f + 1 <= weight) return Answer::corroborated;
    // K's statement is the only one that is known, and lists every account.
    if (key == 0U && n < t && weight >= 2 && refuted == 0 && both == 0) return Answer::consistent;
    return Answer::insufficient;
  }
};

// What is kept of each look: W of each key, and which keys were confirmed for which contact.
struct Seen {
  std::array<std::uint8_t, keys> w{};
  std::uint16_t confirmed = 0;  // bit 3 * contact + key

  unsigned any_confirmed() const { return (confirmed | confirmed >> keys | confirmed >> 2 * keys) & 7U; }
};

constexpr std::size_t contacts = 3;  // names K, names R, names none

class Looks {
 public:
  Looks(unsigned groups, const QuorumRule& rule, Ledger& ledger)
      : groups_(groups), rule_(rule), ledger_(ledger), seen_(power(groups)) {}

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
    if (named) input.key = speakers[*named].key;
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
      for (unsigned i = 0; i < keys; ++i)
        if (key.speaker == speakers[i]) seen_[look].w[i] = static_cast<std::uint8_t>(key.weight);
    const Table table(groups_, look, rule_);
    const auto subject = table.subject(named);
    bool right = s.answer == table.answer(named);
    for (unsigned key = 0; key < keys; ++key) right = right && seen_[look].w[key] == table.w[key];
    if (subject && *subject < keys) {
      right = right && s.subject_key && s.subject_key->key == speakers[*subject].key &&
              s.weight == table.w[*subject] && s.low == s.weight && s.high == s.weight + table.unknown &&
              s.rivals.empty() != table.contested(*subject);
    } else {
      right = right && !s.subject_key && s.weight == 0;
    }
    right = right && has(s, ScoreFlag::weak_policy) == table.weak() &&
            has(s, ScoreFlag::tie) == (subject == keys) &&
            has(s, ScoreFlag::key_changed) == (named && table.changed(*named)) &&
            has(s, ScoreFlag::contested) ==
                (s.answer == Answer::confirmed && subject && table.contested(*subject));
    ledger_.check(Law::table, right, tell);
    if (s.answer == Answer::confirmed)
      for (unsigned key = 0; key < keys; ++key)
        if (s.subject_key == speakers[key])
          seen_[look].confirmed |= static_cast<std::uint16_t>(1U << (keys * contact + key));
    if (named) check_states(look, *named, s);
  }

  // Seen from a key that the contact names, a group's state follows from what it shows itself.
  void check_states(std::size_t look, unsigned named, const Score& s) {
    for (unsigned group = 0; group < groups_; ++group) {
      const Sight sight = sight_of(look, group);
      const bool own = shows_key(sight, named);
      bool other = false;
      for (unsigned key = 0; key < keys; ++key) other = other || (key != named && shows_key(sight, key));
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
    const std::size_t honest_looks = power(groups_ - hostile);
    for (std::size_t honest = 0; honest < honest_looks; ++honest) {
      unsigned confirmed = 0;
      std::array<unsigned, keys> most{};
      unsigned always = ~0U;
      for (std::size_t look = honest; look < seen_.size(); look += honest_looks) {
        confirmed |= seen_[look].any_confirmed();
        always &= seen_[look].confirmed;
        for (unsigned key = 0; key < keys; ++key)
          most[key] = std::max<unsigned>(most[key], seen_[look].w[key]);
      }
      conclude(honest, groups_ - hostile, confirmed, most, always);
    }
  }

  void conclude(std::size_t honest, unsigned honest_groups, unsigned confirmed,
                const std::array<unsigned, keys>& most, unsigned always) {
    const auto tell = [&] { return describe(honest_groups, honest, rule_) + " and hostile groups"; };
    ledger_.check(Law::one_key, (confirmed & (confirmed - 1)) == 0, tell);
    unsigned agreeing = 0;
    unsigned unreachable = 0;
    for (unsigned group = 0; group < honest_groups; ++group) {
      const Sight sight = sight_of(honest, group);
      if (sight == Sight::key) ++agreeing;
      if (sight == Sight::unknown) ++unreachable;
    }
    for (unsigned key = 0; key < keys; ++key) {
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
    constexpr unsigned named = 1U;                  // K, for a contact that names K
    constexpr unsigned unnamed = 1U << (2 * keys);  // K, for a contact that names none
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

std::vector<QuorumRule> rules(unsigned groups) {
  std::vector<QuorumRule> all = {{}};
  for (unsigned i = 1; i <= groups; ++i) {
    all.push_back({i, std::nullopt});
    all.push_back({std::nullopt, i});
  }
  return all;
}

std::string describe(const QuorumRule& rule) {
  if (rule.hostile) return "f=" + std::to_string(*rule.hostile);
  if (rule.quorum) return "k=" + std::to_string(*rule.quorum);
  return "f by default";
}

ScoreInput blank(unsigned groups) {
  ScoreInput input;
  KeyFacts fact = facts(speakers[0]);
  for (unsigned group = 0; group < groups; ++group) {
    const std::string name = "s" + std::to_string(group);
    for (const char* part : {"a", "b"}) {
      AccountEvidence account = in_domain(silent(name), name);
      account.account = name + part;
      fact.listed_accounts.push_back(account.account);
      input.accounts.push_back(std::move(account));
    }
  }
  input.keys = {std::move(fact)};
  return input;
}

void show(ScoreInput& input, unsigned group, Sight sight) {
  AccountEvidence& first = input.accounts[2 * group];
  AccountEvidence& second = input.accounts[2 * group + 1];
  const auto set = [](AccountEvidence& account, Outcome outcome, std::vector<Speaker> proven) {
    account.outcome[0] = outcome;
    account.proven = std::move(proven);
    account.conflicted.clear();
  };
  set(first, Outcome::absent, {});
  set(second, Outcome::absent, {});
  switch (sight) {
    case Sight::silent:
      break;
    case Sight::refuted:
      set(first, Outcome::refuted, {});
      break;
    case Sight::unknown:
      set(second, Outcome::unknown, {});
      break;
    case Sight::key:
      set(first, Outcome::proven, {speakers[0]});
      break;
    case Sight::rival:
      set(first, Outcome::proven, {speakers[1]});
      break;
    case Sight::third:
      set(second, Outcome::proven, {speakers[2]});
      break;
    case Sight::both:
      if (group % 2 == 0) {
        set(first, Outcome::refuted, {});
        first.conflicted = {speakers[0], speakers[1]};
      } else {
        set(first, Outcome::proven, {speakers[0]});
        set(second, Outcome::proven, {speakers[1]});
      }
      break;
    case Sight::key_and_unknown:
      set(first, Outcome::proven, {speakers[0]});
      set(second, Outcome::unknown, {});
      break;
  }
}

void check_all_looks(unsigned groups, const QuorumRule& rule, Ledger& ledger) {
  Looks(groups, rule, ledger).run();
}

}  // namespace quorate
