#include "proofs/score/roster.hpp"

#include "proofs/score/ranks.hpp"

#include <algorithm>

namespace quorate {
namespace {

// Revoked is for good, and equivocating outweighs sound: the worst that any party of the key is known for.
int gravity(KeyState state) {
  switch (state) {
    case KeyState::sound:
      return 0;
    case KeyState::equivocating:
      return 1;
    case KeyState::revoked:
      return 2;
  }
  return 2;
}

// Every speaker that is mentioned, in a fixed order of places: the anchored accounts first.
std::vector<const Speaker*> mentions(const ScoreInput& input, const Accounts& anchored,
                                     const std::optional<Speaker>& named) {
  std::vector<const Speaker*> all;
  const auto add = [&all](const AccountEvidence& account) {
    for (const Speaker& speaker : account.proven) all.push_back(&speaker);
    for (const Speaker& speaker : account.conflicted) all.push_back(&speaker);
  };
  for (const AccountEvidence* account : anchored) add(*account);
  for (const KeyFacts& facts : input.keys) all.push_back(&facts.speaker);
  for (const AccountEvidence& account : input.accounts)
    if (!takes_part(account)) add(account);
  if (named) all.push_back(&*named);
  return all;
}

}  // namespace

Roster::Roster(const ScoreInput& input, const Accounts& anchored, const std::optional<Speaker>& named) {
  const std::vector<const Speaker*> all = mentions(input, anchored, named);
  const Ranks names = ranks(all, [](const Speaker* a, const Speaker* b) { return a != b && *a < *b; });
  for (const unsigned place : names.sample) {
    Party party;
    party.speaker = all[place];
    if (!parties_.empty())
      party.key = parties_.back().key + (parties_.back().speaker->key == party.speaker->key ? 0 : 1);
    parties_.push_back(party);
  }
  std::size_t place = 0;
  for (unsigned account = 0; account < anchored.size(); ++account) {
    for (const Speaker& speaker : anchored[account]->proven) {
      const auto& outdated = anchored[account]->outdated;
      const bool old = std::find(outdated.begin(), outdated.end(), speaker) != outdated.end();
      sightings_.push_back({account, names.of[place++], old ? Shown::outdated : Shown::proven});
    }
    for (std::size_t i = 0; i < anchored[account]->conflicted.size(); ++i)
      sightings_.push_back({account, names.of[place++], Shown::conflicted});
  }
  const auto fact_ranks = names.of.begin() + static_cast<std::ptrdiff_t>(place);
  const std::vector<unsigned> fact_parties(fact_ranks,
                                           fact_ranks + static_cast<std::ptrdiff_t>(input.keys.size()));
  learn_facts(input.keys, fact_parties);
  learn_joins(input.keys, fact_parties);
  learn_voices(input);
}

void Roster::learn_facts(const std::vector<KeyFacts>& facts, const std::vector<unsigned>& parties) {
  if (parties_.empty()) return;
  std::vector<KeyState> states(parties_.back().key + 1, KeyState::sound);
  for (std::size_t i = 0; i < facts.size(); ++i) {
    KeyState& known = states[parties_[parties[i]].key];
    if (gravity(facts[i].state) > gravity(known)) known = facts[i].state;
  }
  for (Party& party : parties_) party.state = states[party.key];
}

void Roster::learn_joins(const std::vector<KeyFacts>& facts, const std::vector<unsigned>& parties) {
  std::vector<std::pair<unsigned, unsigned>> said;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    for (const KeyName& other : facts[i].joined) {
      if (const auto party = find({other, facts[i].speaker.subject})) said.emplace_back(parties[i], *party);
    }
  }
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (!facts[i].successor) continue;
    if (const auto heir = find({*facts[i].successor, facts[i].speaker.subject}))
      heirs_.emplace_back(parties[i], *heir);
  }
  std::sort(heirs_.begin(), heirs_.end());
  std::sort(said.begin(), said.end());
  for (const auto& [a, b] : said)
    if (std::binary_search(said.begin(), said.end(), std::pair(b, a))) joins_.emplace_back(a, b);
}

void Roster::learn_voices(const ScoreInput& input) {
  for (Party& party : parties_) {
    const bool other_subject = party.speaker->key.kind == KeyKind::native && input.subject &&
                               party.speaker->subject != *input.subject;
    if (other_subject || party.state == KeyState::revoked) party.voice = Voice::void_;
  }
  std::erase_if(sightings_,
                [this](const Sighting& seen) { return parties_[seen.party].voice == Voice::void_; });
}

std::optional<unsigned> Roster::find(const Speaker& speaker) const {
  const auto found =
      std::lower_bound(parties_.begin(), parties_.end(), speaker,
                       [](const Party& party, const Speaker& value) { return *party.speaker < value; });
  if (found == parties_.end() || *found->speaker != speaker) return std::nullopt;
  return static_cast<unsigned>(found - parties_.begin());
}

bool Roster::rivals(unsigned a, unsigned b) const {
  const Party& first = parties_[a];
  const Party& second = parties_[b];
  if (first.key == second.key || first.speaker->key.kind != second.speaker->key.kind) return false;
  return !std::binary_search(joins_.begin(), joins_.end(), std::pair(a, b));
}

bool Roster::took_over(unsigned heir, unsigned party) const {
  const auto says = [this](unsigned from, unsigned to) {
    return std::binary_search(heirs_.begin(), heirs_.end(), std::pair(from, to));
  };
  return says(party, heir) && !says(heir, party) && !rivals(party, heir);
}

}  // namespace quorate
