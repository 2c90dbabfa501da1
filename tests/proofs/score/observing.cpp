#include "tests/proofs/score/observing.hpp"

#include "tests/proofs/score/merging.hpp"
#include "tests/proofs/score/table.hpp"

#include <algorithm>

namespace quorate {
namespace {

// For each group, as bits, which groups are seen to serve it; the network is the one after the last.
std::vector<unsigned> servers_of(unsigned groups, Relating relating) {
  std::vector<unsigned> servers(groups, 0);
  unsigned bit = 0;
  for (unsigned a = 0; a < groups; ++a)
    for (unsigned b = a + 1; b < groups; ++b, ++bit)
      if (relating >> bit & 1U) servers[bit % 2 == 0 ? a : b] |= 1U << (bit % 2 == 0 ? b : a);
  for (unsigned group = 0; group < groups; ++group, ++bit)
    if (relating >> bit & 1U) servers[group] |= 1U << groups;
  return servers;
}

// For each set of groups, as bits, the size of its largest subset without related groups.
class Largest {
 public:
  Largest(unsigned groups, Relating relating) : joined_(groups, 0), size_(std::size_t{1} << groups, 0) {
    const std::vector<unsigned> servers = servers_of(groups, relating);
    for (unsigned a = 0; a < groups; ++a)
      for (unsigned b = a + 1; b < groups; ++b)
        if ((servers[a] >> b & 1U) != 0 || (servers[b] >> a & 1U) != 0 || (servers[a] & servers[b]) != 0)
          join(a, b);
    for (unsigned set = 1; set < size_.size(); ++set) size_[set] = of_subsets(set);
  }

  unsigned of(unsigned set) const { return size_[set]; }

 private:
  void join(unsigned a, unsigned b) {
    joined_[a] |= 1U << b;
    joined_[b] |= 1U << a;
  }

  bool unrelated(unsigned set) const {
    for (unsigned group = 0; group < joined_.size(); ++group)
      if ((set >> group & 1U) != 0 && (set & joined_[group]) != 0) return false;
    return true;
  }

  // All of the set, or else what is left when one group is taken out of it.
  unsigned of_subsets(unsigned set) const {
    unsigned most = 0;
    unsigned count = 0;
    for (unsigned group = 0; group < joined_.size(); ++group) {
      if ((set >> group & 1U) == 0) continue;
      ++count;
      most = std::max(most, size_[set & ~(1U << group)]);
    }
    return unrelated(set) ? count : most;
  }

  std::vector<unsigned> joined_;
  std::vector<unsigned> size_;
};

class Relatings {
 public:
  Relatings(unsigned groups, const QuorumRule& rule, const std::vector<Sight>& order, Ledger& ledger)
      : groups_(groups), rule_(rule), ledger_(ledger) {
    make_looks(order, 0, 0);
    for (unsigned group = 0; group < groups; ++group) names_.push_back("s" + std::to_string(group));
  }

  void run(Network network) {
    const Relating end = Relating{1} << relating_bits(groups_, network);
    strength_.assign(2 * looks_.size() * end, 0);
    for (Relating relating = 0; relating < end; ++relating) {
      ScoreInput input = blank(groups_);
      input.rule = rule_;
      relate(input, relating, names_);
      const Largest largest(groups_, relating);
      for (std::size_t look = 0; look < looks_.size(); ++look) {
        for (unsigned group = 0; group < groups_; ++group) show(input, group, sight_of(looks_[look], group));
        for (const bool named : {true, false}) {
          const Score s = ask(input, named);
          const std::size_t place = 2 * look + (named ? 1 : 0);
          check(looks_[look], relating, named, largest, s);
          compare(place, end, relating, s);
        }
      }
    }
  }

 private:
  void make_looks(const std::vector<Sight>& order, unsigned group, std::size_t so_far) {
    if (group == groups_) {
      looks_.push_back(so_far);
      return;
    }
    for (const Sight sight : order) make_looks(order, group + 1, replace(so_far, group, sight));
  }

  Score ask(ScoreInput& input, bool named) {
    input.key.reset();
    if (named) input.key = test_speakers[0].key;
    const Score s = score(input);
    ledger_.looked(s.answer);
    return s;
  }

  std::string tell(std::size_t look, Relating relating) const {
    return describe(groups_, look, rule_) + " related " + std::to_string(relating);
  }

  // By the verdict table, with W and hi limited and nothing else changed.
  void check(std::size_t look, Relating relating, bool named, const Largest& largest, const Score& s) {
    const VerdictTable table(groups_, look, rule_);
    const auto name = named ? std::optional(0U) : std::nullopt;
    const auto key = table.subject(name);
    unsigned agree = 0;
    unsigned unknown = 0;
    for (unsigned group = 0; group < groups_; ++group) {
      const Sight sight = sight_of(look, group);
      if (key && *key < test_keys && shows_key(sight, *key) && sight != Sight::both) agree |= 1U << group;
      if (sight == Sight::unknown) unknown |= 1U << group;
    }
    const Limited limited{largest.of(agree), largest.of(agree | unknown)};
    bool right = s.answer == table.answer(name, limited) && s.weight == limited.weight &&
                 s.low == limited.weight && s.high == limited.high && s.threshold == table.t &&
                 s.confirm_at == table.t && s.groups == groups_ && s.hostile == table.f && s.exact &&
                 has(s, ScoreFlag::weak_policy) == table.weak() &&
                 has(s, ScoreFlag::tie) == (key == test_keys) &&
                 has(s, ScoreFlag::key_changed) == (named && table.changed(0));
    if (key && *key < test_keys)
      right = right && s.subject_key == test_speakers[*key] && s.rivals.empty() != table.contested(*key) &&
              s.set_aside.size() + s.weight == table.w[*key];
    ledger_.check(Law::table, right,
                  [&] { return tell(look, relating) + " " + std::string(text(s.answer)); });
  }

  // One relation less never makes an answer weaker.
  void compare(std::size_t place, Relating end, Relating relating, const Score& s) {
    strength_[place * end + relating] = static_cast<std::uint8_t>(strength(s));
    for (Relating rest = relating; rest != 0; rest &= rest - 1) {
      const Relating fewer = relating & ~(rest & -rest);
      ledger_.check(Law::observed, strength_[place * end + relating] <= strength_[place * end + fewer],
                    [&] { return tell(looks_[place / 2], relating); });
    }
  }

  unsigned groups_;
  QuorumRule rule_;
  Ledger& ledger_;
  std::vector<std::size_t> looks_;
  std::vector<std::string> names_;
  std::vector<std::uint8_t> strength_;  // by look, contact and relations
};

}  // namespace

unsigned relating_bits(unsigned groups, Network network) {
  return groups * (groups - 1) / 2 + (network == Network::there ? groups : 0);
}

void relate(ScoreInput& input, Relating relating, const std::vector<std::string>& names) {
  const auto groups = static_cast<unsigned>(names.size());
  const std::vector<unsigned> servers = servers_of(groups, relating);
  for (unsigned group = 0; group < groups; ++group) {
    std::vector<std::string> observed;
    for (unsigned other = 0; other < groups; ++other)
      if (servers[group] >> other & 1U) observed.push_back(names[other]);
    if (servers[group] >> groups & 1U) observed.emplace_back("a network");
    for (const unsigned account : {2 * group, 2 * group + 1})
      input.accounts[account] = served_by(std::move(input.accounts[account]), observed);
  }
}

void check_all_relations(unsigned groups, const QuorumRule& rule, const std::vector<Sight>& order,
                         Network network, Ledger& ledger) {
  Relatings(groups, rule, order, ledger).run(network);
}

}  // namespace quorate
