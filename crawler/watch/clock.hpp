// The time of day by the system's clock.
#pragma once

#include "proofs/formats/statement.hpp"

#include <chrono>

namespace quorate {

inline UnixTime system_now() {
  using std::chrono::system_clock;
  return std::chrono::duration_cast<std::chrono::seconds>(system_clock::now().time_since_epoch()).count();
}

}  // namespace quorate
