#include "proofs/history/pin/pinned_groups.hpp"
#include "proofs/history/update/page.hpp"

#include <algorithm>
#include <set>

namespace quorate {
namespace {

std::set<Speaker> shown(const Page& page) {
  std::set<Speaker> speakers;
  for (const AccountEvidence& account : page.look.evidence) {
    if (account.standing != Standing::anchored) continue;
    speakers.insert(account.proven.begin(), account.proven.end());
    speakers.insert(account.conflicted.begin(), account.conflicted.end());
  }
  return speakers;
}

// Beside what anchored accounts show: the key that the answer is about, the line of the key held so far, and
// every key that is known to be unsound, for that must not be forgotten.
std::set<Speaker> worth_remembering(const Page& page) {
  std::set<Speaker> speakers;
  if (page.look.score.subject_key) speakers.insert(*page.look.score.subject_key);
  for (const Speaker& speaker : line_of(page.before, page.look)) speakers.insert(speaker);
  for (const KeyFacts& facts : page.look.judgement.keys)
    if (facts.state != KeyState::sound) speakers.insert(facts.speaker);
  return speakers;
}

KeyMemory& memory_of(const Page& page, const Speaker& speaker) {
  for (KeyMemory& key : page.after.keys)
    if (key.speaker == speaker) return key;
  page.after.keys.push_back({.speaker = speaker, .first_seen = page.when, .last_seen = page.when});
  return page.after.keys.back();
}

unsigned weight_of(const Score& score, const Speaker& speaker) {
  for (const KeyScore& key : score.keys)
    if (key.speaker == speaker) return key.weight;
  return 0;
}

// Nobody wants to hear of keys that never counted for anything.
bool matters(const Page& page, const KeyMemory& key) {
  return key.most > 0 || key.speaker == page.look.score.subject_key || key.speaker == reference(page.before);
}

void update_state(const Page& page, KeyMemory& key) {
  const KeyFacts* facts = facts_of(page.look.judgement.keys, key.speaker);
  const KeyState state = facts == nullptr ? key.state : facts->state;
  if (state != key.state && matters(page, key)) {
    if (state == KeyState::revoked) page.tell(EventKind::revoked, key.speaker);
    if (state == KeyState::equivocating) page.tell(EventKind::equivocating, key.speaker);
  }
  key.state = state;
}

// While an outage hides what a rival showed, it is the same rival.
void update_rival(const Page& page, KeyMemory& key) {
  const auto& rivals = page.look.score.rivals;
  const bool rival = key.speaker != page.look.score.subject_key &&
                     std::any_of(rivals.begin(), rivals.end(),
                                 [&](const KeyScore& other) { return other.speaker == key.speaker; });
  const auto& proofs = page.after.proofs;
  const bool hidden = std::any_of(proofs.begin(), proofs.end(), [&](const ProofMemory& proof) {
    return proof.speaker == key.speaker && proof.state == ProofState::out_of_sight;
  });
  if (!rival && !hidden) key.rival_since.reset();
  if (!rival || key.rival_since) return;
  key.rival_since = page.when;
  page.tell(EventKind::rival, key.speaker);
}

// A statement that is new to us and ends soon is told as well.
void tell_of_end(const Page& page, const KeyMemory& key, const Statement& newest) {
  if (key.speaker != page.look.score.subject_key && key.speaker != reference(page.before)) return;
  const bool renewed = key.seq != newest.seq;
  const UnixTime warn_at = newest.expires_at - page.rules.expiring_within;
  const auto due = [&](UnixTime moment) { return moment <= page.when && (renewed || page.has_come(moment)); };
  if (due(newest.expires_at)) {
    page.tell(EventKind::expired, key.speaker, newest.expires_at);
  } else if (due(warn_at) && page.when < newest.expires_at) {
    page.tell(EventKind::expiring, key.speaker, newest.expires_at);
  }
}

void sort_keys(History& history) {
  std::sort(history.keys.begin(), history.keys.end(),
            [](const KeyMemory& a, const KeyMemory& b) { return a.speaker < b.speaker; });
}

}  // namespace

void update_key_states(const Page& page) {
  for (const Speaker& speaker : worth_remembering(page)) memory_of(page, speaker);
  for (KeyMemory& key : page.after.keys) update_state(page, key);
  sort_keys(page.after);
}

void update_keys(const Page& page) {
  const std::set<Speaker> seen = shown(page);
  for (const Speaker& speaker : seen) memory_of(page, speaker);
  for (const Speaker& speaker : worth_remembering(page)) memory_of(page, speaker);
  for (KeyMemory& key : page.after.keys) {
    if (seen.count(key.speaker) > 0) key.last_seen = page.when;
    key.most = std::max(key.most, weight_of(page.look.score, key.speaker));
    update_state(page, key);
    update_rival(page, key);
    if (const Statement* newest = newest_of(page.look.judgement, key.speaker)) {
      tell_of_end(page, key, *newest);
      key.seq = newest->seq;
    }
  }
  sort_keys(page.after);
}

}  // namespace quorate
