// Decides when a transfer has taken too long: a step function over what has happened and when.
#pragma once

#include "proofs/result.hpp"

#include <chrono>
#include <cstddef>
#include <optional>

namespace quorate {

struct PaceLimits {
  std::chrono::milliseconds connect{};  // from the first packet until the request can be sent (TCP and TLS)
  std::chrono::milliseconds first_byte{};  // from then to the first byte of the answer
  std::size_t low_speed_bytes = 0;         // a second, on average over low_speed_window
  std::chrono::milliseconds low_speed_window{};
};

class Pace {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // `deadline`: when the whole fetch must be over. Waiting for a free connection counts only against it.
  Pace(const PaceLimits& limits, Time deadline) : limits_(limits), deadline_(deadline) {}

  void connecting(Time now);  // told again for every address that is tried: the first counts
  void asked(Time now);       // connected, the request goes out

  // Nothing: go on. `received`: bytes of the answer so far. Errors: timed_out.
  std::optional<Error> look(Time now, std::size_t received);

 private:
  PaceLimits limits_;
  Time deadline_;
  std::optional<Time> connecting_;
  std::optional<Time> asked_;
  std::optional<Time> window_start_;
  std::size_t received_at_window_start_ = 0;
};

}  // namespace quorate
