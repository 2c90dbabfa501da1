// ErrorClass: why an account could not be looked at, in the few classes that tables and progress lines count.
#pragma once

#include "proofs/verdict.hpp"

#include <cstddef>
#include <string_view>

namespace quorate {

enum class ErrorClass {
  none,       // it was looked at
  dns,        // no usable answer from DNS
  tcp,        // no connection
  tls,        // handshake or certificate
  timeout,    // no whole answer in time
  http,       // a status that says neither yes nor no: 401, 403, 5xx and others
  rate,       // the host wanted fewer requests
  robots,     // robots.txt does not let this program look
  limit,      // an answer larger than a limit, or a limit on requests
  refused,    // an address or a redirect that this program does not follow
  transfer,   // the connection broke or the peer broke the protocol
  page,       // the page was not understood
  undecided,  // a proof stands there, and what would decide it is not at hand: a statement, a key, DNSSEC
  no_place,   // no service describes the account, or its kind has no place
};

inline constexpr std::size_t error_classes = 14;  // the enumerators of ErrorClass

std::string_view text(ErrorClass error);  // "" for none
ErrorClass error_class(Outcome outcome, Reason reason);

}  // namespace quorate
