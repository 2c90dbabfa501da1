#include "tests/proofs/score/adversary/game.hpp"

#include "proofs/judge/gather.hpp"

#include <algorithm>

namespace quorate::adversary {

std::array<int, goals> Game::play(const Position& position) {
  const Score score = look(position);
  std::vector<const std::string*> names;
  for (std::size_t seat = 0; seat < position.moves.size(); ++seat)
    names.push_back(&world_.seats()[seat].moves[position.moves[seat]].name);
  unsigned forged_weight = 0;
  for (const KeyScore& key : score.keys)
    if (!published(key.speaker)) forged_weight = std::max(forged_weight, key.weight);
  record_.position(names, faults(position, score), forged_weight, [&] { return tell(position, score); });
  return gains(score);
}

Score Game::look(const Position& position) const {
  std::vector<Finding> findings;
  findings.reserve(world_.seats().size() + world_.pages().size() +
                   world_.outposts()[position.outpost].size());
  for (std::size_t seat = 0; seat < world_.seats().size(); ++seat)
    findings.push_back(world_.seats()[seat].moves[position.moves[seat]].finding);
  for (const Page& page : world_.pages()) {
    const bool dark = position.dark >> (page.group - world_.setting().hostile) & 1U;
    findings.push_back(dark ? page.dark : page.shown);
  }
  for (const Finding& finding : world_.outposts()[position.outpost]) findings.push_back(finding);
  const Asker& asker = world_.askers()[position.asker];
  const Judgement judgement = judge(findings, asker.context);
  ScoreInput input{asker.context.subject, asker.key,
                   world_.setting().rule, gather(judgement, world_.anchored(), world_.groups()),
                   judgement.keys,        {}};
  return score(input);
}

bool Game::published(const Speaker& speaker) const {
  return speaker.subject == alice && world_.published().count(speaker.key.id) > 0;
}

bool Game::owners(const Speaker& speaker) const {
  for (const Holder holder : {Holder::owner, Holder::heir, Holder::former, Holder::second})
    if (speaker.key.id == kid_of(holder)) return true;
  return false;
}

std::vector<Wrong> Game::faults(const Position& position, const Score& score) {
  std::vector<Wrong> found;
  if (forged(score)) found.push_back(Wrong::forged);
  if (trusted(score)) found.push_back(Wrong::trusted);
  if (second(score)) found.push_back(Wrong::two_keys);
  if (unseated(position, score)) found.push_back(Wrong::unseated);
  if (framed(score)) found.push_back(Wrong::framed);
  if (meddled(position, score)) found.push_back(Wrong::meddled);
  return found;
}

bool Game::forged(const Score& score) const {
  return std::any_of(score.keys.begin(), score.keys.end(), [&](const KeyScore& key) {
    return key.weight > score.hostile && !published(key.speaker);
  });
}

bool Game::trusted(const Score& score) const {
  const bool good = score.answer == Answer::confirmed || score.answer == Answer::corroborated;
  return good && !published(*score.subject_key);
}

bool Game::second(const Score& score) {
  if (score.answer != Answer::confirmed) return false;
  const std::string& key = score.subject_key->key.id;
  const bool other = std::any_of(confirmed_.begin(), confirmed_.end(), [&](const std::string& known) {
    return known != key && !world_.joined(known, key);
  });
  confirmed_.insert(key);
  return other;
}

bool Game::framed(const Score& score) const {
  if (!score.subject_key || !owners(*score.subject_key)) return false;
  if (score.answer == Answer::equivocating) return true;
  return score.answer == Answer::revoked && world_.revoked().count(score.subject_key->key.id) == 0;
}

// Whether n >= 3f + 2d + 1, or, where groups hold several domains, the same under the partition that is
// hardest on the owner: all domains of hostile and dark groups apart (`Tally`).
bool Game::firm(const Position& position, const Score& score) const {
  const unsigned f = score.hostile;
  const Setting& setting = world_.setting();
  std::set<unsigned> seeing;
  unsigned dark_domains = 0;
  unsigned dark_groups = 0;
  for (const Page& page : world_.pages()) {
    if (position.dark >> (page.group - setting.hostile) & 1U)
      ++dark_domains;
    else
      seeing.insert(page.group);
  }
  for (unsigned dark = position.dark; dark != 0; dark &= dark - 1) ++dark_groups;
  if (setting.estate != Estate::companies) return setting.groups >= 3 * f + 2 * dark_groups + 1;
  const auto agreeing = static_cast<unsigned>(seeing.size());
  const unsigned all = agreeing + dark_domains + static_cast<unsigned>(world_.seats().size());
  return agreeing >= threshold(all, setting.rule.hostile.value_or(default_hostile(all)));
}

bool Game::unseated(const Position& position, const Score& score) const {
  const std::optional<Holder> named = world_.askers()[position.asker].names;
  const bool fair = !named || world_.published().count(kid_of(*named)) > 0;
  if (!fair || !world_.unanimous() || !firm(position, score)) return false;
  return score.answer != Answer::confirmed || !published(*score.subject_key);
}

unsigned Game::without_dnssec(const Position& position) const {
  unsigned count = 0;
  for (std::size_t seat = 0; seat < position.moves.size(); ++seat)
    if (world_.seats()[seat].moves[position.moves[seat]].finding.dnssec == Dnssec::insecure) ++count;
  return count;
}

// A zone without DNSSEC leaves n, f and t follow, and that is all that it can do.
bool Game::meddled(const Position& position, const Score& score) {
  const auto place = std::pair(position.asker, position.dark);
  auto known = baseline_.find(place);
  if (known == baseline_.end()) {
    Position hidden{position.asker, position.dark, std::vector<std::size_t>(position.moves.size(), 0), 0};
    known = baseline_.emplace(place, look(hidden)).first;
  }
  const Score& base = known->second;
  const unsigned n = base.groups - without_dnssec(position);
  const unsigned f = world_.setting().rule.hostile.value_or(default_hostile(n));
  if (score.groups != n || score.hostile != f || score.threshold != threshold(n, f)) return true;
  const Asker& asker = world_.askers()[position.asker];
  if (!asker.key || !asker.context.subject) return false;  // seen from another key a group looks different
  for (unsigned group = world_.setting().hostile; group < world_.setting().groups; ++group) {
    const auto state = [&](const Score& of) {
      const auto is_it = [&](const GroupScore& g) { return g.name == world_.group_name(group); };
      return std::find_if(of.group_scores.begin(), of.group_scores.end(), is_it)->state;
    };
    if (state(score) != state(base)) return true;
  }
  return false;
}

std::array<int, goals> Game::gains(const Score& score) const {
  constexpr int most = 1000;  // above every number of groups
  int forged = 0;
  int second = 0;
  int owner = 0;
  for (const KeyScore& key : score.keys) {
    const int weight = static_cast<int>(key.weight);
    if (!published(key.speaker))
      forged = std::max(forged, weight);
    else if (key.speaker.key.id == kid_of(Holder::second))
      second = weight;
    else
      owner = std::max(owner, weight);
  }
  const bool confirmed = score.answer == Answer::confirmed;
  return {most * forged - owner, -most * owner - (confirmed ? most : 0), most * second - owner};
}

std::string Game::tell(const Position& position, const Score& score) const {
  std::string line = describe(world_.setting()) + "; " + world_.askers()[position.asker].name + "; dark " +
                     std::to_string(position.dark) + "; outposts " + std::to_string(position.outpost);
  for (std::size_t seat = 0; seat < position.moves.size(); ++seat)
    line += "; " + world_.seats()[seat].moves[position.moves[seat]].name;
  return line + " -> " + std::string(text(score.answer)) + " W=" + std::to_string(score.weight) +
         " n=" + std::to_string(score.groups) + " t=" + std::to_string(score.threshold);
}

}  // namespace quorate::adversary
