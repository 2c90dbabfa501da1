#include "tests/proofs/score/adversary/game.hpp"

#include "proofs/judge/gather.hpp"

#include <algorithm>
#include <bit>

namespace quorate::adversary {

namespace {

constexpr std::size_t few_outposts = 2;  // none or one

std::vector<unsigned> dark_sets(const Setting& setting) {
  const unsigned honest = setting.groups - setting.hostile;
  std::vector<unsigned> sets;
  for (unsigned set = 0; set < 1U << honest; ++set)
    if (static_cast<unsigned>(std::popcount(set)) <= setting.unreachable) sets.push_back(set);
  return sets;
}

}  // namespace

Game::Game(const World& world, Outposts outposts, Record& record)
    : world_(world), dark_sets_(dark_sets(world.setting())), record_(record) {
  choices_ = {world.askers().size(), dark_sets_.size(),
              outposts == Outposts::few ? few_outposts : world.outposts().size()};
  for (const Seat& seat : world.seats()) choices_.push_back(seat.moves.size());
  for (unsigned group = world.setting().hostile; group < world.setting().groups; ++group)
    honest_names_.push_back(world.group_name(group));
  std::sort(honest_names_.begin(), honest_names_.end());
  record.world();
}

Game::Scene Game::set(const Position& position) const {
  Scene scene{&world_.askers()[position[0]], dark_sets_[position[1]], &world_.outposts()[position[2]], {}};
  constexpr std::size_t before = 3;
  for (std::size_t seat = 0; seat < world_.seats().size(); ++seat)
    scene.moves.push_back(&world_.seats()[seat].moves[position[before + seat]]);
  return scene;
}

Gains Game::play(const Position& position) {
  const Scene scene = set(position);
  const Score score = look(scene);
  std::vector<const std::string*> names;
  for (const Move* move : scene.moves) names.push_back(&move->name);
  unsigned forged_weight = 0;
  for (const KeyScore& key : score.keys)
    if (!published(key.speaker)) forged_weight = std::max(forged_weight, key.weight);
  record_.position(names, faults(scene, score), forged_weight, [&] { return tell(scene, score); });
  return gains(score);
}

Score Game::look(const Scene& scene) const {
  std::vector<Finding> findings;
  findings.reserve(scene.moves.size() + world_.pages().size() + scene.outposts->size());
  for (const Move* move : scene.moves) findings.push_back(move->finding);
  for (const Page& page : world_.pages()) {
    const bool dark = scene.dark >> (page.group - world_.setting().hostile) & 1U;
    findings.push_back(dark ? page.dark : page.shown);
  }
  findings.insert(findings.end(), scene.outposts->begin(), scene.outposts->end());
  const Judgement judgement = judge(findings, scene.asker->context);
  ScoreInput input{scene.asker->context.subject,
                   scene.asker->key,
                   world_.setting().rule,
                   gather(judgement, world_.anchored(), world_.groups()),
                   judgement.keys,
                   {}};
  for (std::size_t seat = 0; seat < scene.moves.size(); ++seat)
    if (scene.moves[seat]->cover == Cover::honest_operators) input.accounts[seat].observed = honest_names_;
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

std::vector<Wrong> Game::faults(const Scene& scene, const Score& score) {
  std::vector<Wrong> found;
  if (forged(score)) found.push_back(Wrong::forged);
  if (trusted(score)) found.push_back(Wrong::trusted);
  if (second(score)) found.push_back(Wrong::two_keys);
  if (unseated(scene, score)) found.push_back(Wrong::unseated);
  if (framed(score)) found.push_back(Wrong::framed);
  if (meddled(scene, score)) found.push_back(Wrong::meddled);
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
bool Game::firm(const Scene& scene, const Score& score) const {
  const unsigned f = score.hostile;
  const Setting& setting = world_.setting();
  std::set<unsigned> seeing;
  unsigned dark_domains = 0;
  unsigned dark_groups = 0;
  for (const Page& page : world_.pages()) {
    if (scene.dark >> (page.group - setting.hostile) & 1U)
      ++dark_domains;
    else
      seeing.insert(page.group);
  }
  for (unsigned dark = scene.dark; dark != 0; dark &= dark - 1) ++dark_groups;
  if (setting.estate != Estate::companies) return setting.groups >= 3 * f + 2 * dark_groups + 1;
  const auto agreeing = static_cast<unsigned>(seeing.size());
  const unsigned all = agreeing + dark_domains + static_cast<unsigned>(world_.seats().size());
  return agreeing >= threshold(all, setting.rule.hostile.value_or(default_hostile(all)));
}

bool Game::unseated(const Scene& scene, const Score& score) const {
  const std::optional<Holder> named = scene.asker->names;
  const bool fair = !named || world_.published().count(kid_of(*named)) > 0;
  // A group with two domains may show one of two joined keys on each; which of them leads is then a tie.
  const bool tie = world_.setting().story == Story::rotated && world_.setting().estate == Estate::companies;
  if (tie && !named) return false;
  if (!fair || !world_.unanimous() || !firm(scene, score)) return false;
  return score.answer != Answer::confirmed || !published(*score.subject_key);
}

unsigned Game::without_dnssec(const Scene& scene) const {
  unsigned count = 0;
  for (const Move* move : scene.moves)
    if (move->finding.dnssec == Dnssec::insecure) ++count;
  return count;
}

// A zone without DNSSEC leaves n, f and t follow, and that is all that it can do.
bool Game::meddled(const Scene& scene, const Score& score) {
  const auto place = std::pair(scene.asker, scene.dark);
  auto known = baseline_.find(place);
  if (known == baseline_.end()) {
    Scene hidden{scene.asker, scene.dark, &world_.outposts().front(), {}};
    for (const Seat& seat : world_.seats()) hidden.moves.push_back(&seat.moves.front());
    known = baseline_.emplace(place, look(hidden)).first;
  }
  const Score& base = known->second;
  const unsigned n = base.groups - without_dnssec(scene);
  const unsigned f = base.hostile;  // of those that were named: a zone that leaves n does not lower it
  if (score.groups != n || score.hostile != f || score.threshold != threshold(n, f)) return true;
  if (!scene.asker->key || !scene.asker->context.subject)
    return false;  // seen from another key a group looks different
  for (unsigned group = world_.setting().hostile; group < world_.setting().groups; ++group) {
    const auto state = [&](const Score& of) {
      const auto is_it = [&](const GroupScore& g) { return g.name == world_.group_name(group); };
      return std::find_if(of.group_scores.begin(), of.group_scores.end(), is_it)->state;
    };
    if (state(score) != state(base)) return true;
  }
  return false;
}

Gains Game::gains(const Score& score) const {
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
  return {most * forged - owner, -most * owner - (confirmed ? most : 0), most * owner - second,
          most * second - owner};
}

std::string Game::tell(const Scene& scene, const Score& score) const {
  std::string line = describe(world_.setting()) + "; asked with " + scene.asker->name + "; out of reach " +
                     std::to_string(std::popcount(scene.dark)) + "; outposts " +
                     std::to_string(scene.outposts->size());
  for (const Move* move : scene.moves) line += "; " + move->name;
  return line + " -> " + std::string(text(score.answer)) + " W=" + std::to_string(score.weight) +
         " n=" + std::to_string(score.groups) + " t=" + std::to_string(score.threshold);
}

}  // namespace quorate::adversary
