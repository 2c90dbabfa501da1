// HistoryRules: how long what must stand before something follows from it (docs/quorum.md "Over time").
#pragma once

#include "proofs/formats/statement.hpp"

#include <cstddef>

namespace quorate {

inline constexpr UnixTime day_seconds = 86'400;

// What may put another key in place of a pinned one, beside the explicit act.
enum class Repinning { by_act_only, with_rotation };

// Values come from limits.yaml and the policy; the numbers here are those of the design, for tests.
struct HistoryRules {
  Repinning repinning = Repinning::by_act_only;
  UnixTime rotation_stands = 7 * day_seconds;      // before `with_rotation` pins the successor
  UnixTime replacement_stands = 14 * day_seconds;  // before a key is offered that nothing joins to the pin
  unsigned replacement_looks = 8;                  // ... and in at least so many looks
  UnixTime lagging_after = 30 * day_seconds;
  UnixTime expiring_within = 30 * day_seconds;
  UnixTime longest_absence = 400 * day_seconds;  // between two looks, unless the clock is wrong
  std::size_t remembered_keys = 8;               // of those that one group has brought
};

// SPEC: quorum.md "Over time": so many rotations in a row may lead away from a pin. A person who hands over
// once a month gets through half a year between two looks; whoever makes longer chains wants to tire the
// reader.
inline constexpr std::size_t longest_chain = 8;

}  // namespace quorate
