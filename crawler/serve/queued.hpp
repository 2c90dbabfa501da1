// Queued: what became of the wish for a check.
#pragma once

namespace quorate {

enum class Queued {
  queued,   // it will be looked at as soon as there is a place
  already,  // it was waiting for that, or is being looked at
  full,     // too many wait: ask again later
};

}  // namespace quorate
