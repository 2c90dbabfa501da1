// Turns the member "history" of a report's JSON back into what was said about time.
#pragma once

#include "proofs/history/look_back.hpp"
#include "proofs/report/read/field.hpp"

namespace quorate {

// Complains where it is not what history_value() writes. What the JSON leaves out (sequence numbers, the keys
// that led to a pin, where a rotation came from) stays empty, but for a rotation away from the pinned key.
Hindsight read_hindsight(const JsonField& field);

}  // namespace quorate
