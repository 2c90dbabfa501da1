// Turns the address of a proxy, as people write it, into where it is and what it speaks.
#pragma once

#include "proofs/result.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <string>
#include <string_view>

namespace quorate {

enum class ProxyKind {
  socks5,  // RFC 1928, with the host's name: the proxy looks it up
  http,    // a tunnel by CONNECT (RFC 9110 section 9.3.6)
};

struct Proxy {
  ProxyKind kind = ProxyKind::socks5;
  boost::asio::ip::tcp::endpoint endpoint;
};

// "socks5h://ADDR:PORT" or "http://ADDR:PORT". Names are not taken, for nothing but the proxy is connected
// to and nobody looks one up; user names and passwords neither. Errors: bad_argument.
Result<Proxy> parse_proxy(std::string_view text);

std::string text(const Proxy& proxy);

// Whether the host is one that a proxy may find on its own side and not on the internet (RFC 6761, RFC 6762,
// RFC 8375, and "internal"). Its address is never seen here, so that the name must decide.
enum class Reach { internet, local };
Reach reach_of(std::string_view host);

}  // namespace quorate
