// Turns a history and one more look into the next history, and tells what changed.
#pragma once

#include "proofs/history/event.hpp"
#include "proofs/history/look.hpp"
#include "proofs/history/rules.hpp"

namespace quorate {

struct Remembered {
  History history;
  std::vector<Event> events;  // sorted by kind, account and key
};

// Pure, and independent of the order of everything in `look`. The newest statement of a remembered key never
// goes back, a revocation is never forgotten, and the pin moves by `auto_rotate` alone. Where the clock
// stands before the last look, only tokens are learned, for these do not depend on it. Trusted: `history` is
// what an earlier call or `read_history` made, and the look was judged with its tokens as known.
Remembered remember(const History& history, const Look& look, const HistoryRules& rules);

// Whether the clock stands before the last look by more than clocks differ.
enum class ClockState { forward, back };
ClockState clock_of(const History& history, UnixTime now);

// Whether so much time can have passed since the last look. A history never goes back, so one look under a
// clock that is years ahead would hold all later ones against that time. Errors: bad_config with both times.
Result<void> check_clock(const History& history, UnixTime now, const HistoryRules& rules);

}  // namespace quorate
