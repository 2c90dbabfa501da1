#include "proofs/history/look_back.hpp"

#include "proofs/history/pin/offer.hpp"

#include <algorithm>

namespace quorate {
namespace {

AccountPast past_of(const ProofMemory& proof) {
  return {proof.account, proof.first_seen, proof.last_seen, proof.gone_since};
}

// The key that the answer is about, and the line of the key held so far.
std::vector<Speaker> ours(const History& history, const Look& look) {
  std::vector<Speaker> speakers = line_of(history, look);
  const auto& subject = look.score.subject_key;
  if (subject && std::find(speakers.begin(), speakers.end(), *subject) == speakers.end())
    speakers.push_back(*subject);
  return speakers;
}

// Of several keys of the line at one account the one that was seen last.
std::vector<AccountPast> in_state(const History& history, const Look& look, ProofState state) {
  const std::vector<Speaker> speakers = ours(history, look);
  std::vector<AccountPast> found;
  for (const ProofMemory& proof : history.proofs) {
    const bool own = std::find(speakers.begin(), speakers.end(), proof.speaker) != speakers.end();
    const bool named =
        std::any_of(look.evidence.begin(), look.evidence.end(), [&](const AccountEvidence& account) {
          return account.account == proof.account && account.standing == Standing::anchored;
        });
    if (proof.state != state || !own || !named) continue;
    if (!found.empty() && found.back().account == proof.account) {
      if (proof.last_seen > found.back().last_seen) found.back() = past_of(proof);
    } else {
      found.push_back(past_of(proof));
    }
  }
  return found;
}

// A newest statement that is known, and that no proof shows.
std::optional<std::uint32_t> withheld(const Look& look) {
  if (!look.score.subject_key) return std::nullopt;
  const Statement* newest = newest_of(look.judgement, *look.score.subject_key);
  bool shown = false;
  bool proven = false;
  for (const AccountVerdict& account : look.judgement.accounts) {
    const auto& speakers = account.proven;
    if (std::find(speakers.begin(), speakers.end(), *look.score.subject_key) == speakers.end()) continue;
    proven = true;
    if (std::find(account.flags.begin(), account.flags.end(), Flag::stale) == account.flags.end())
      shown = true;
  }
  if (newest == nullptr || shown || !proven) return std::nullopt;
  return newest->seq;
}

void look_at_quorum(const History& after, const Look& look, Hindsight& hindsight) {
  if (!look.score.subject_key) return;
  const KeyMemory* key = find_key(after, *look.score.subject_key);
  if (key == nullptr || !key->quorum_since) return;
  hindsight.quorum_since = key->quorum_since;
  hindsight.quorum_looks = key->quorum_looks;
}

}  // namespace

Hindsight look_back(const History& before, const Remembered& now, const Look& look,
                    const HistoryRules& rules) {
  const History& after = now.history;
  Hindsight hindsight;
  hindsight.looks = after.looks;
  hindsight.first_look = after.first_look;
  if (before.looks > 0) hindsight.last_look = before.last_look;
  hindsight.clock = clock_of(before, look.now);
  hindsight.events = now.events;
  hindsight.pin = before.pin;
  hindsight.held = reference(before);
  hindsight.rotation = after.rotation;
  look_at_quorum(after, look, hindsight);
  hindsight.standing = in_state(after, look, ProofState::standing);
  hindsight.unseen = in_state(after, look, ProofState::out_of_sight);
  for (const ProofMemory* proof : vanished(after, look)) hindsight.vanished.push_back(past_of(*proof));
  hindsight.regressed_since = after.regressed_since;
  hindsight.key_changed_since = after.key_changed_since;
  for (const Candidate& candidate : after.candidates)
    if (offered(candidate, after.last_look, rules) == Offer::due) hindsight.offer = candidate;
  const bool same = hindsight.held && look.score.subject_key == hindsight.held;
  const int today = same || hindsight.regressed_since == std::nullopt ? strength(look.score.answer) : 0;
  if (before.peak && today < strength(before.peak->answer)) hindsight.better = before.peak;
  hindsight.withheld = withheld(look);
  return hindsight;
}

}  // namespace quorate
