// Decides after an answer: is it asked again, when, and for how long is the whole domain left alone?
#pragma once

#include "proofs/formats/statement.hpp"
#include "proofs/observation.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace quorate {

struct RetryRules {
  unsigned retries = 0;                 // of one request, after its first attempt
  std::chrono::milliseconds first{};    // before the first retry; doubled for each that follows ...
  std::chrono::milliseconds longest{};  // ... up to this; an answer that wants more ends the request
};

struct RetryStep {
  std::optional<std::chrono::milliseconds> again_in;  // nothing: what came stands
  std::optional<std::chrono::milliseconds> hold;      // no other request to the domain until then
};

// The time that a Retry-After asks for (RFC 9110 section 10.2.3): a number of seconds, or a date. At most a
// day, so that a typo or a hostile server does no more. Nothing for anything else.
std::optional<std::chrono::milliseconds> read_retry_after(std::string_view value, UnixTime now);

// How long to wait before retry number `retry`, from 0: twice as long each time, and of that between half and
// all, as `random` decides (any number, evenly distributed), so that those who failed together do not come
// back together.
std::chrono::milliseconds back_off(const RetryRules& rules, unsigned retry, std::uint32_t random);

// A step function. `attempts`: of this request so far, at least 1. `now` is for dates in Retry-After.
RetryStep retry_step(const RetryRules& rules, const Observation& observation, unsigned attempts, UnixTime now,
                     std::uint32_t random);

}  // namespace quorate
