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

// Of the key, whomever it speaks for: a revocation may name another subject than the statements.
KeyState state_of(const Page& page, const KeyMemory& key) {
  for (const KeyFacts& facts : page.look.judgement.keys)
    if (facts.speaker.key == key.speaker.key) return facts.state;
  return key.state;
}

template <class T>
bool holds(const std::vector<T>& items, const T& item) {
  return std::find(items.begin(), items.end(), item) != items.end();
}

// Where the keys were seen decides whose share of the history they take (see `prune`). Zones without DNSSEC
// are nobody's: whoever sits on the way could fill the share of their owner.
void note_places(const Page& page) {
  for (std::size_t i = 0; i < page.look.evidence.size(); ++i) {
    const AccountEvidence& account = page.look.evidence[i];
    const bool counts = account.standing == Standing::anchored && account.counting == Counting::counted;
    if (!counts) continue;
    const auto& signers = page.look.judgement.accounts.at(i).signers;
    for (KeyMemory& key : page.after.keys) {
      const bool here = holds(account.proven, key.speaker) || holds(account.conflicted, key.speaker) ||
                        holds(signers, key.speaker.key);
      const auto place = std::lower_bound(key.shown_by.begin(), key.shown_by.end(), account.account);
      const bool known = place != key.shown_by.end() && *place == account.account;
      if (here && !known) key.shown_by.insert(place, account.account);
    }
  }
}

void update_state(const Page& page, KeyMemory& key) {
  const KeyState state = state_of(page, key);
  if (state != key.state && matters(page, key)) {
    if (state == KeyState::revoked) page.tell(EventKind::revoked, key.speaker);
    if (state == KeyState::equivocating) page.tell(EventKind::equivocating, key.speaker);
  }
  key.state = state;
}

// The key to which the others are rivals, with its heirs: the one held so far, and what the answer is about
// where nothing is held, or where who asks names a key of their own. An attacker who has come to lead is the
// rival, not whom he displaced.
std::vector<Speaker> contested_line(const Page& page) {
  std::vector<Speaker> line = line_of(page.before, page.look);
  const bool names_another = !page.before.pin && page.look.recall.input.key;
  if (line.empty() || names_another) {
    line.clear();
    if (page.look.score.subject_key) line.push_back(*page.look.score.subject_key);
  }
  return line;
}

// `line`: the contested one.
bool is_rival(const Score& score, const std::vector<Speaker>& line, const Speaker& speaker) {
  if (holds(line, speaker)) return false;
  const auto among_rivals = [&](const Speaker& wanted) {
    return std::any_of(score.rivals.begin(), score.rivals.end(),
                       [&](const KeyScore& other) { return other.speaker == wanted; });
  };
  if (speaker == score.subject_key) return std::any_of(line.begin(), line.end(), among_rivals);
  return among_rivals(speaker);
}

// While an outage hides what a rival showed, it is the same rival.
void update_rival(const Page& page, const std::vector<Speaker>& line, KeyMemory& key) {
  const bool rival = is_rival(page.look.score, line, key.speaker);
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

void update_keys(const Page& page) {
  const std::set<Speaker> seen = shown(page);
  for (const Speaker& speaker : seen) memory_of(page, speaker);
  for (const Speaker& speaker : worth_remembering(page)) memory_of(page, speaker);
  const std::vector<Speaker> line = contested_line(page);
  for (KeyMemory& key : page.after.keys) {
    if (seen.count(key.speaker) > 0) key.last_seen = page.when;
    key.most = std::max(key.most, weight_of(page.look.score, key.speaker));
    update_state(page, key);
    update_rival(page, line, key);
    if (const Statement* newest = newest_of(page.look.judgement, key.speaker)) {
      tell_of_end(page, key, *newest);
      key.seq = newest->seq;
    }
  }
  note_places(page);
  sort_keys(page.after);
}

}  // namespace quorate
