// Exchange: one request as it went out, and what came back for it; and who is told of exchanges.
#pragma once

#include "proofs/observation.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace quorate {

// One step on the way of a Request through redirects.
struct Exchange {
  std::string url;
  std::string sent;         // the request's header section, as curl wrote it; empty: nothing was sent
  Observation answer;       // of this step alone
  std::string leaf_sha256;  // of the server's certificate (DER), in hex; empty: none was seen
  std::chrono::system_clock::time_point begun;
};

class ExchangeLog {
 public:
  virtual ~ExchangeLog() = default;

  // A fetch ended with this observation; `steps` are its exchanges in order, none for a question to DNS.
  // Gives what belongs into Observation::exchange.
  virtual std::string fetched(const Request& request, const Observation& observation,
                              const std::vector<Exchange>& steps) = 0;
};

}  // namespace quorate
