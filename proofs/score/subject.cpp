#include "proofs/score/subject.hpp"

#include <algorithm>
#include <iterator>

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

// Whether the candidate stands before the other. Of two that contradict each other the larger W is enough:
// while the other has W >= 1 the answer is `contested`, unless the candidate has more than half of all groups
// under every partition. Of any other two merging must not decide.
bool stands_before(unsigned candidate, unsigned other, const Roster& roster, const Weights& weights,
                   const Lead& lead) {
  const bool sound_rival =
      roster.parties()[other].state == KeyState::sound && roster.rivals(candidate, other);
  if (sound_rival) return weights.groups[candidate] > weights.groups[other];
  return lead.leads(candidate, other);
}

// The candidate that stands before all others: it has the largest W, or a key with the largest W handed over to
// it. Where there is none, those of the largest W and what stands in
// their way tie.
Subject settle(KeyKind kind, const std::vector<unsigned>& candidates, const Roster& roster,
               const Weights& weights, const Lead& lead) {
  Subject subject;
  subject.view.kind = kind;
  unsigned most = 0;
  for (const unsigned party : candidates) most = std::max(most, weights.groups[party]);
  const auto heavy = [&](unsigned party) { return weights.groups[party] == most; };
  const auto follows_heavy = [&](unsigned party) {
    return std::any_of(candidates.begin(), candidates.end(),
                       [&](unsigned other) { return heavy(other) && roster.took_over(party, other); });
  };
  for (const unsigned party : candidates) {
    const auto in_the_way = [&](unsigned other) {
      return other != party && !stands_before(party, other, roster, weights, lead);
    };
    if (heavy(party)) {
      subject.tied.push_back(party);
      std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(subject.tied), in_the_way);
    } else if (!follows_heavy(party)) {
      continue;
    }
    if (std::any_of(candidates.begin(), candidates.end(), in_the_way)) continue;
    subject.view.party = party;
    subject.tied.clear();
    return subject;
  }
  std::sort(subject.tied.begin(), subject.tied.end());
  subject.tied.erase(std::unique(subject.tied.begin(), subject.tied.end()), subject.tied.end());
  return subject;
}

// The contact's key speaks for the contact's subject; where the contact has none, for the subject with the
// largest W. Where nothing counts for it, which subject it is printed with decides nothing; one that an
// anchored account shows comes first, so that discovered accounts do not matter.
Subject settle_named(const ScoreInput& input, const Roster& roster, const Weights& weights,
                     const Lead& lead) {
  std::vector<unsigned> own;
  for (unsigned party = 0; party < roster.parties().size(); ++party)
    if (names(*roster.parties()[party].speaker, input)) own.push_back(party);
  std::vector<unsigned> counted = own;
  std::erase_if(counted, [&](unsigned party) { return weights.domains[party] == 0; });
  if (!counted.empty()) return settle(input.key->kind, counted, roster, weights, lead);
  for (const unsigned party : shown(roster))
    if (names(*roster.parties()[party].speaker, input)) return {{input.key->kind, party}, {}};
  return {{input.key->kind, own.front()}, {}};
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

Subject choose_subject(const ScoreInput& input, const Roster& roster, const Weights& weights,
                       const Lead& lead) {
  if (input.key) return settle_named(input, roster, weights, lead);
  const KeyKind kind = choose_kind(input, roster, weights);
  std::vector<unsigned> candidates = shown(roster);
  std::erase_if(candidates,
                [&](unsigned party) { return roster.parties()[party].speaker->key.kind != kind; });
  return settle(kind, candidates, roster, weights, lead);
}

}  // namespace quorate
