#include "proofs/history/event.hpp"

namespace quorate {

std::string_view text(EventKind kind) {
  switch (kind) {
    case EventKind::proof_removed:
      return "proof removed";
    case EventKind::proof_back:
      return "proof back";
    case EventKind::proof_conflicted:
      return "proof conflicted";
    case EventKind::rolled_back:
      return "rolled back";
    case EventKind::lagging:
      return "lagging";
    case EventKind::rival:
      return "rival";
    case EventKind::revoked:
      return "revoked";
    case EventKind::equivocating:
      return "equivocating";
    case EventKind::expiring:
      return "expiring";
    case EventKind::expired:
      return "expired";
    case EventKind::quorum_reached:
      return "quorum reached";
    case EventKind::quorum_lost:
      return "quorum lost";
    case EventKind::regressed:
      return "regressed";
    case EventKind::key_changed:
      return "key changed";
    case EventKind::rotated:
      return "rotated";
    case EventKind::repinned:
      return "repinned";
    case EventKind::replacement_offered:
      return "replacement offered";
    case EventKind::account_retired:
      return "account retired";
    case EventKind::clock_back:
      return "clock back";
  }
  return "";
}

}  // namespace quorate
