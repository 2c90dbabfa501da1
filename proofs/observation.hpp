// Request and Observation: what is asked of the world, and what it answered. No judgement in either.
#pragma once

#include "proofs/identity/account.hpp"
#include "proofs/result.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace quorate {

enum class Redirects {
  none,      // any redirect is `redirect_refused`
  www_twin,  // HOST <-> www.HOST, same path, https
};

// What becomes of a body that is longer than its limit.
enum class Excess {
  refused,  // over_limit: half a page may say something else than the whole
  cut,      // as much as the limit is used, and the rest not asked for
};

// One question to the world. Exactly one of `url` and `dns_name` is set.
struct Request {
  std::string url;       // https, built from the account and the service's template, sent byte for byte
  std::string dns_name;  // a name whose TXT records are asked for
  std::string zone;      // a domain whose name servers are asked for beside it; empty: none
  std::vector<std::pair<std::string, std::string>> headers;  // beside those of every request
  Redirects redirects = Redirects::none;
  Excess excess = Excess::refused;
  std::size_t max_body_bytes = 0;  // decoded
  std::optional<std::chrono::milliseconds> time_left;  // where there is less than the fetcher's own limit
};

enum class Dnssec { insecure, secure };

// Through whose hands an answer came besides the host that was asked. What was not seen is empty: nothing is
// ever known to be missing here. Names are canonical hosts.
struct Route {
  std::vector<std::string> aliases;       // where CNAME records lead from the host, in order
  std::vector<std::string> addresses;     // of the host, those that may have answered
  std::vector<std::string> name_servers;  // of the request's zone, where they answered in its time
  std::string issuer;                     // whose certificate the host showed: the issuer's organisation
  friend bool operator==(const Route&, const Route&) = default;
};

// Whether the body is known to have come to its end.
enum class Ending {
  seen,
  unsure,  // what came may be used, but more may have followed
};

// What came back. Either `error` says why nothing could be seen, or status and body (or records) were
// received, whole but for what `ending` says.
struct Observation {
  std::optional<Error> error;
  std::string final_url;                                     // after redirects that were followed
  int status = 0;                                            // HTTP status; 0 for DNS
  Ending ending = Ending::seen;
  std::vector<std::pair<std::string, std::string>> headers;  // names in lower case, in order
  std::string body;  // decoded; left empty for a status of 400 and above when it is over the limit
  std::vector<std::string>
      records;  // TXT: the strings of a record joined; empty with no error: no such record
  Dnssec dnssec = Dnssec::insecure;
  Route route;                  // of all hosts on the way, where redirects were followed
  std::string peer;             // "address:port" of the connection, for the report
  std::int64_t elapsed_us = 0;  // wall time from asking to the last byte
  std::string exchange;         // under which id a record of the run holds the answer; empty: it does not
};

}  // namespace quorate
