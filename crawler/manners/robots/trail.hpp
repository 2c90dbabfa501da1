// RobotsTrail: finds out what a host says in its robots.txt, answer by answer (RFC 9309 section 2.3.1).
#pragma once

#include "crawler/fetch/url.hpp"
#include "crawler/manners/robots/rules.hpp"
#include "proofs/observation.hpp"

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
  // For the host and port of `url`. `product`: see RobotsRules.
  RobotsTrail(const HttpsUrl& url, std::string product);

  // What to ask next.
  Request request() const;

  // Nothing: ask again. Redirects are followed wherever they lead by https, up to five times; whether that
  // address may be connected to is the fetcher's decision.
  std::optional<RobotsAnswer> step(const Observation& observation);

 private:
  std::optional<RobotsAnswer> redirected(const Observation& observation);

  std::string product_;
  std::vector<HttpsUrl> asked_;
};

}  // namespace quorate
