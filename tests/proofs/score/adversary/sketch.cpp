#include "tests/proofs/score/adversary/sketch.hpp"

#include "tests/proofs/score/cases.hpp"
#include "tests/proofs/score/laws.hpp"

#include <algorithm>

namespace quorate::adversary {
namespace {

const Speaker second_key = r;  // the owner's too, and nothing joins it to K
const Speaker accomplice_key = native("Y");
const Speaker for_another = native("X", "mimi://im.example/u/bob");

const std::vector<std::string> sights = {"absent",
                                         "refuted",
                                         "unknown",
                                         "K",
                                         "R",
                                         "X",
                                         "Y",
                                         "K in conflict",
                                         "R in conflict",
                                         "X and Y",
                                         "X for another",
                                         "X outdated",
                                         "X by Keybase",
                                         "K and Keybase",
                                         "K under cover",
                                         "X under cover"};
enum Sight : std::size_t {
  absent,
  refuted_,
  unknown_,
  key_,
  second_,
  forged_,
  other_,
  key_conflict,
  second_conflict,
  two_forged,
  another_subject,
  outdated_,
  keybase_,
  key_and_keybase,
  key_covered,
  forged_covered
};

void show(AccountEvidence& account, std::size_t sight, const std::vector<std::string>& operators) {
  const auto prove = [&](std::vector<Speaker> speakers) {
    for (const Speaker& speaker : speakers)
      account.outcome[static_cast<std::size_t>(speaker.key.kind)] = Outcome::proven;
    account.proven = std::move(speakers);
  };
  const auto contradict = [&](const Speaker& one, const Speaker& other) {
    account.outcome[0] = Outcome::refuted;
    account.conflicted = {one, other};
  };
  account.outcome = {Outcome::absent, Outcome::absent};
  account.proven.clear();
  switch (static_cast<Sight>(sight)) {
    case absent:
      return;
    case refuted_:
      account.outcome[0] = Outcome::refuted;
      return;
    case unknown_:
      account.outcome = {Outcome::unknown, Outcome::unknown};
      return;
    case key_:
      return prove({k});
    case second_:
      return prove({second_key});
    case forged_:
      return prove({forged_key});
    case other_:
      return prove({accomplice_key});
    case key_conflict:
      return contradict(k, forged_key);
    case second_conflict:
      return contradict(second_key, forged_key);
    case two_forged:
      return prove({forged_key, accomplice_key});
    case another_subject:
      return prove({for_another});
    case outdated_:
      prove({forged_key});
      account.outdated = account.proven;
      return;
    case keybase_:
      return prove({keybase("B")});
    case key_and_keybase:
      return prove({k, keybase("B")});
    case key_covered:
      account.observed = operators;
      return prove({k});
    case forged_covered:
      account.observed = operators;
      return prove({forged_key});
  }
}

// What may be known of the enemy's keys: nothing, that one equivocates or is revoked, that they are joined,
// or that one of them says to be the owner's heir.
constexpr std::size_t rumours = 5;

std::vector<KeyFacts> facts_of(std::size_t rumour) {
  std::vector<KeyFacts> all = {facts(k), facts(second_key), facts(forged_key), facts(accomplice_key)};
  if (rumour == 1) all[2].state = KeyState::equivocating;
  if (rumour == 2) all[2].state = KeyState::revoked;
  if (rumour == 3) {
    all[2].joined = {accomplice_key.key};
    all[3].joined = {forged_key.key};
    all[2].successor = accomplice_key.key;
  }
  if (rumour == 4) all[2].joined = {k.key, second_key.key};
  return all;
}

struct Naming {
  std::optional<KeyName> key;
  bool subject;
};

const std::vector<Naming> namings = {
    {k.key, true}, {{}, true}, {{}, false}, {forged_key.key, true}, {second_key.key, true}, {k.key, false}};

}  // namespace

Sketch::Sketch(unsigned groups, unsigned hostile, const QuorumRule& rule, Dice& dice, Record& record)
    : hostile_(hostile), rule_(rule), unanimous_(dice.chance(50)), record_(record) {
  for (unsigned group = 0; group < groups; ++group) settle(group, dice);
  choices_ = {namings.size(), rumours, groups - hostile + 1};
  choices_.resize(choices_.size() + seats_, sights.size());
  record.world();
}

void Sketch::settle(unsigned group, Dice& dice) {
  const bool honest = group >= hostile_;
  const std::string name = "g" + std::to_string(group);
  const unsigned domains = dice.chance(75) ? 1 : 2 + dice.roll(2);
  const Speaker& shown = dice.chance(60) ? k : second_key;
  for (unsigned domain = 0; domain < domains; ++domain) {
    const std::string own = name + "d" + std::to_string(domain);
    AccountEvidence account = in_group(in_domain(silent(own), own), name);
    if (honest) {
      const bool other = !unanimous_ && dice.chance(10);
      const bool nothing = !unanimous_ && dice.chance(15);
      const Speaker& speaker = unanimous_ ? k : other ? (shown == k ? second_key : k) : shown;
      if (!nothing) show(account, speaker == k ? key_ : second_, {});
      published_.insert(account.proven.begin(), account.proven.end());
    } else {
      ++seats_;
    }
    accounts_.push_back(std::move(account));
    group_of_.push_back(group);
  }
  if (honest) honest_names_.push_back(name);
}

ScoreInput Sketch::set(const Position& position) const {
  ScoreInput input;
  input.key = namings[position[0]].key;
  if (namings[position[0]].subject) input.subject = alice;
  input.rule = rule_;
  input.keys = facts_of(position[1]);
  input.accounts = accounts_;
  constexpr std::size_t before = 3;
  for (std::size_t i = 0; i < accounts_.size(); ++i) {
    if (i < seats_)
      show(input.accounts[i], position[before + i], honest_names_);
    else if (group_of_[i] + 1 - hostile_ == position[2])
      show(input.accounts[i], unknown_, {});
  }
  return input;
}

Gains Sketch::play(const Position& position) {
  const ScoreInput input = set(position);
  const Score score = quorate::score(input);
  constexpr std::size_t before = 3;
  std::vector<const std::string*> names;
  for (std::size_t seat = 0; seat < seats_; ++seat) names.push_back(&sights[position[before + seat]]);
  constexpr int most = 1000;  // above every number of groups
  int forged = 0;
  int owner = 0;
  int second = 0;
  for (const KeyScore& key : score.keys) {
    const int weight = static_cast<int>(key.weight);
    if (key.speaker == k) owner = weight;
    if (key.speaker == second_key) second = weight;
    if (!published(key.speaker)) forged = std::max(forged, weight);
  }
  record_.position(names, faults(position, input, score), static_cast<unsigned>(forged),
                   [&] { return describe(input) + " -> " + std::string(text(score.answer)); });
  const int confirmed = score.answer == Answer::confirmed ? most : 0;
  return {most * forged - owner, -most * owner - confirmed, most * owner - second, most * second - owner};
}

std::vector<Wrong> Sketch::faults(const Position& position, const ScoreInput& input, const Score& score) {
  std::vector<Wrong> found;
  const bool forged = std::any_of(score.keys.begin(), score.keys.end(), [&](const KeyScore& key) {
    return key.weight > score.hostile && !published(key.speaker);
  });
  if (forged) found.push_back(Wrong::forged);
  const bool confirmed = score.answer == Answer::confirmed;
  const bool good = confirmed || score.answer == Answer::corroborated;
  if (good && !published(*score.subject_key)) found.push_back(Wrong::trusted);
  if (confirmed) {
    confirmed_.insert(score.subject_key->key);
    if (confirmed_.size() > 1) found.push_back(Wrong::two_keys);
  }
  const bool fair = !input.key || *input.key == k.key;
  if (fair && unanimous_ && firm(input) && (!confirmed || *score.subject_key != k))
    found.push_back(Wrong::unseated);
  const bool bad = score.answer == Answer::revoked || score.answer == Answer::equivocating;
  if (bad && (*score.subject_key == k || *score.subject_key == second_key)) found.push_back(Wrong::framed);
  if (meddled(position, score)) found.push_back(Wrong::meddled);
  return found;
}

// n >= 3f + 2d + 1 under the partition that is hardest on the owner: all domains apart that do not agree.
bool Sketch::firm(const ScoreInput& input) const {
  std::set<unsigned> agreeing;
  unsigned against = static_cast<unsigned>(seats_);
  for (std::size_t i = seats_; i < accounts_.size(); ++i) {
    if (input.accounts[i].proven.empty())
      ++against;
    else
      agreeing.insert(group_of_[i]);
  }
  const auto weight = static_cast<unsigned>(agreeing.size());
  const unsigned n = weight + against;
  const unsigned f = rule_.hostile.value_or(default_hostile(n));
  return hostile_ <= f && weight >= threshold(n, f);
}

bool Sketch::meddled(const Position& position, const Score& score) {
  const auto place = std::pair(position[0], position[2]);
  auto known = baseline_.find(place);
  if (known == baseline_.end()) {
    Position hidden(position.size(), 0);
    hidden[0] = position[0];
    hidden[2] = position[2];
    known = baseline_.emplace(place, quorate::score(set(hidden))).first;
  }
  const Score& base = known->second;
  if (score.groups != base.groups || score.hostile != base.hostile || score.threshold != base.threshold)
    return true;
  if (!namings[position[0]].key || !namings[position[0]].subject) return false;
  for (std::size_t i = 0; i < score.group_scores.size(); ++i) {
    const GroupScore& group = score.group_scores[i];
    const bool honest =
        std::find(honest_names_.begin(), honest_names_.end(), group.name) != honest_names_.end();
    if (honest && group.state != base.group_scores[i].state) return true;
  }
  return false;
}

}  // namespace quorate::adversary
