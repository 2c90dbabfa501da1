// RobotsTrail: finds out what a host says in its robots.txt, answer by answer (RFC 9309 section 2.3.1).
#pragma once

#include "crawler/fetch/url.hpp"
#include "crawler/manners/robots/rules.hpp"
#include "proofs/observation.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace quorate {

// What a host says: rules (none: everything is allowed), or nothing, since it could not be asked.
struct RobotsAnswer {
  std::optional<RobotsRules> rules;
  Error why_not;  // where there are no rules
};

// A step function: says what to ask, and is told what came.
class RobotsTrail {
 public:
  // For the host and port of `url`. `product`, `max_bytes`: see RobotsRules.
  RobotsTrail(const HttpsUrl& url, std::string product, std::size_t max_bytes);

  // What to ask next.
  Request request() const;

  // Nothing: ask again. Redirects are followed wherever they lead by https, to another authority, too (RFC
  // 9309 section 2.3.1.2), up to five times, but to no other port than 443 and that of `url`: a proxy would
  // connect to any. Whether the address may be connected to is the fetcher's decision.
  std::optional<RobotsAnswer> step(const Observation& observation);

 private:
  std::optional<RobotsAnswer> redirected(const Observation& observation);

  std::string product_;
  std::size_t max_bytes_;
  std::vector<HttpsUrl> asked_;
};

}  // namespace quorate
