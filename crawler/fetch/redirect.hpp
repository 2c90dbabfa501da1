// Decides on a redirect: follow it, or refuse it?
#pragma once

#include "crawler/fetch/url.hpp"
#include "proofs/observation.hpp"
#include "proofs/result.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quorate {

// The way of one request through redirects, as a step function: it is told what each server answered and says
// where to go next.
class RedirectTrail {
 public:
  RedirectTrail(Redirects policy, unsigned max_hops, HttpsUrl first);

  // Nothing: the answer is no redirect (304 is none, RFC 9110 section 15.4.5). A URL: ask there next; it is
  // the www. twin of the one asked before, same path and query, port 443, and was not asked yet. Errors:
  // redirect_refused for every other 3xx answer.
  Result<std::optional<HttpsUrl>> step(int status,
                                       const std::vector<std::pair<std::string, std::string>>& headers);

  const HttpsUrl& current() const { return asked_.back(); }

 private:
  Redirects policy_;
  unsigned max_hops_;
  std::vector<HttpsUrl> asked_;
};

}  // namespace quorate
