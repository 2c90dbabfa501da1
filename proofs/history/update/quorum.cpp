#include "proofs/history/update/page.hpp"

#include <algorithm>

namespace quorate {
namespace {

bool sound(const Score& score) {
  return score.subject_key && !score.keys.empty() && score.keys.front().state == KeyState::sound;
}

// W >= t under every partition, with a t that is large enough to exclude two quorums.
bool reached(const Score& score) {
  const bool weak =
      std::find(score.flags.begin(), score.flags.end(), ScoreFlag::weak_policy) != score.flags.end();
  return sound(score) && !weak && score.weight >= score.confirm_at && score.weight >= score.threshold;
}

// Not so while groups that could not be seen may make up for it.
bool lost(const Score& score) { return !sound(score) || score.high < score.confirm_at; }

}  // namespace

void update_quorum(const Page& page) {
  const Score& score = page.look.score;
  const bool held = reached(score);
  std::optional<UnixTime> ended;
  std::optional<Speaker> loser = reference(page.before);
  for (KeyMemory& key : page.after.keys) {
    if (held && key.speaker == score.subject_key) {
      if (!key.quorum_since) key.quorum_since = page.when;
      ++key.quorum_looks;
      continue;
    }
    if (key.quorum_since) {
      ended = key.quorum_since;
      loser = key.speaker;
    }
    key.quorum_since.reset();
    key.quorum_looks = 0;
  }
  if (held && page.before.quorum != QuorumState::reached) {
    page.after.quorum = QuorumState::reached;
    page.tell(EventKind::quorum_reached, score.subject_key);
  }
  if (!held && lost(score) && page.before.quorum == QuorumState::reached) {
    page.after.quorum = QuorumState::lost;
    page.tell(EventKind::quorum_lost, loser ? loser : score.subject_key, ended);
  }
}

}  // namespace quorate
