// Event: what changed between two looks, each told once.
#pragma once

#include "proofs/formats/statement.hpp"
#include "proofs/score/evidence.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace quorate {

enum class EventKind {
  proof_removed,        // looked, and the proof is not there any more
  proof_back,           // it is there again
  proof_conflicted,     // a rival stands beside it
  rolled_back,          // an account went back to an older token, with no newer statement known
  lagging,              // an account has shown an old token for long
  rival,                // another key is shown that contradicts the one held so far
  revoked,              // a revocation is known
  equivocating,         // the key contradicts itself
  expiring,             // the newest statement of the subject key ends soon
  expired,              // it has ended
  quorum_reached,       // W >= t
  quorum_lost,          // W < t, and what could not be seen would not be enough
  regressed,            // the answer was better before
  key_changed,          // this key leads, or stands against, the one that was held so far
  rotated,              // a rotation away from the pinned key counts
  repinned,             // ... and has stood long enough: `auto_rotate` pinned the new key
  replacement_offered,  // a key that nothing joins to the pinned one has stood long enough to be offered
  account_retired,      // an account left n, as the pinned key's statement says
  clock_back,           // the clock stands before the last look: no time counts until it has passed that
};
inline constexpr int event_kinds = 19;

std::string_view text(EventKind kind);

struct Event {
  EventKind kind = EventKind::proof_removed;
  std::string account;  // canonical URI; empty where it is about none
  std::optional<Speaker> speaker;
  std::optional<UnixTime> since;  // when what has ended began, or what is told began
  std::string detail;             // for people
  friend bool operator==(const Event&, const Event&) = default;
};

}  // namespace quorate
