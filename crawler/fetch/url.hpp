// Turns an https URL into its host, port and target, refusing every spelling that two parsers could read
// differently.
#pragma once

#include "proofs/result.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace quorate {

// https://host[:port]target
struct HttpsUrl {
  static constexpr std::uint16_t default_port = 443;

  std::string host;  // canonical, see check_host
  std::uint16_t port = default_port;
  std::string target;  // path and query, byte for byte; begins with "/"

  friend bool operator==(const HttpsUrl&, const HttpsUrl&) = default;
};

// Accepts "https://" in lower case, a canonical host name, an optional port, a path and an optional query; no
// user information, no fragment, only characters that a URI may hold (RFC 3986). Errors: address_refused when
// the host is an IP address in any spelling, else bad_uri.
Result<HttpsUrl> parse_https(std::string_view url);

// The URL again; without the port when it is 443.
std::string text(const HttpsUrl& url);

}  // namespace quorate
