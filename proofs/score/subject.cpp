#include "proofs/score/subject.hpp"

#include <algorithm>

namespace quorate {
namespace {

// Whether this is the key that the contact names, speaking for whom the contact means.
bool names(const Speaker& speaker, const ScoreInput& input) {
  return speaker.key == *input.key &&
         (speaker.key.kind == KeyKind::keybase || !input.subject || speaker.subject == *input.subject);
}

// Parties that an anchored account shows, alone or in conflict, each once.
std::vector<unsigned> shown(const Roster& roster) {
  std::vector<unsigned> parties;
  for (const Sighting& seen : roster.sightings()) parties.push_back(seen.party);
  std::sort(parties.begin(), parties.end());
  parties.erase(std::unique(parties.begin(), parties.end()), parties.end());
  return parties;
}

bool any_weight(const Roster& roster, const Weights& weights, KeyKind kind) {
  for (unsigned party = 0; party < roster.parties().size(); ++party)
    if (roster.parties()[party].speaker->key.kind == kind && weights.domains[party] > 0) return true;
  return false;
}

// A Keybase key may only speak where no native key does: and, since its subject is a Keybase user, only where
// the contact gave no subject of its own. Weight by domain, so that merging cannot take the word from native
// keys.
KeyKind choose_kind(const ScoreInput& input, const Roster& roster, const Weights& weights) {
  if (input.subject || any_weight(roster, weights, KeyKind::native)) return KeyKind::native;
  return any_weight(roster, weights, KeyKind::keybase) ? KeyKind::keybase : KeyKind::native;
}

// The largest W. A sound party stands before an equivocating one of the same weight: what equivocates and is
// not the subject key changes nothing.
std::vector<unsigned> largest(const std::vector<unsigned>& candidates, const Roster& roster,
                              const Weights& weights) {
  const auto rank = [&](unsigned party) {
    return std::pair(weights.groups[party], roster.parties()[party].state == KeyState::sound);
  };
  std::vector<unsigned> best;
  for (const unsigned party : candidates) {
    if (!best.empty() && rank(party) > rank(best.front())) best.clear();
    if (best.empty() || rank(party) == rank(best.front())) best.push_back(party);
  }
  return best;
}

// Where keys that a rotation joins have the same weight, the one that took over leads.
std::vector<unsigned> without_predecessors(const std::vector<unsigned>& best, const ScoreInput& input,
                                           const Roster& roster) {
  const auto tied = [&](const std::optional<unsigned>& party) {
    return party && std::find(best.begin(), best.end(), *party) != best.end();
  };
  std::vector<unsigned> left = best;
  for (const KeyFacts& facts : input.keys) {
    if (!facts.successor) continue;
    const auto party = roster.find(facts.speaker);
    const auto heir = roster.find({*facts.successor, facts.speaker.subject});
    if (tied(party) && tied(heir) && !roster.rivals(*party, *heir)) std::erase(left, *party);
  }
  return left.empty() ? best : left;
}

Subject settle(KeyKind kind, std::vector<unsigned> best) {
  Subject subject;
  subject.view.kind = kind;
  if (best.size() == 1) subject.view.party = best.front();
  if (best.size() > 1) subject.tied = std::move(best);
  return subject;
}

// The contact's key speaks for the contact's subject; where the contact has none, for the subject with the
// largest W.
Subject settle_named(const ScoreInput& input, const Roster& roster, const Weights& weights) {
  std::vector<unsigned> own;
  for (unsigned party = 0; party < roster.parties().size(); ++party)
    if (names(*roster.parties()[party].speaker, input)) own.push_back(party);
  std::vector<unsigned> best = largest(own, roster, weights);
  // Where nothing shows the key, which subject it is printed with decides nothing.
  if (!best.empty() && weights.groups[best.front()] == 0) best.resize(1);
  return settle(input.key->kind, std::move(best));
}

}  // namespace

std::optional<Speaker> named_speaker(const ScoreInput& input) {
  if (!input.key) return std::nullopt;
  const auto has = [&](const std::vector<Speaker>& speakers) {
    return std::any_of(speakers.begin(), speakers.end(),
                       [&](const Speaker& speaker) { return names(speaker, input); });
  };
  const bool known =
      std::any_of(input.accounts.begin(), input.accounts.end(),
                  [&](const AccountEvidence& a) { return has(a.proven) || has(a.conflicted); }) ||
      std::any_of(input.keys.begin(), input.keys.end(),
                  [&](const KeyFacts& facts) { return names(facts.speaker, input); });
  if (known) return std::nullopt;
  return Speaker{*input.key, input.subject.value_or("")};
}

Subject choose_subject(const ScoreInput& input, const Roster& roster, const Weights& weights) {
  if (input.key) return settle_named(input, roster, weights);
  const KeyKind kind = choose_kind(input, roster, weights);
  std::vector<unsigned> candidates = shown(roster);
  std::erase_if(candidates,
                [&](unsigned party) { return roster.parties()[party].speaker->key.kind != kind; });
  return settle(kind, without_predecessors(largest(candidates, roster, weights), input, roster));
}

}  // namespace quorate
