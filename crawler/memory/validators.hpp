// Turns an answer into what the next request for the same may ask: "has it changed?" (RFC 9110 section 13.1).
#pragma once

#include "proofs/observation.hpp"

#include <string>

namespace quorate {

struct Validators {
  std::string etag;           // as it was sent, with its quotes; empty: none
  std::string last_modified;  // likewise

  bool empty() const { return etag.empty() && last_modified.empty(); }
  friend bool operator==(const Validators&, const Validators&) = default;
};

// Those of a whole answer with status 200; none of any other, of one that varies by more than its request
// (Vary: *), and of headers that are malformed or there more than once.
Validators validators_of(const Observation& observation);

// The request with If-None-Match and If-Modified-Since, where there is something to put into them.
Request conditional(Request request, const Validators& validators);

// What a conditional request asks by; empty for any other.
Validators validators_of(const Request& request);

}  // namespace quorate
