// Decides on a socket address: may the crawler connect there?
#pragma once

#include "crawler/fetch/address.hpp"
#include "proofs/result.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace quorate {

// What an address that is not plain global unicast is for, in a few words ("loopback"); nothing for a public
// address. Every block of the IANA special-purpose registries (RFC 6890) counts, reachable or not, and so
// does every IPv6 block that embeds IPv4 addresses, whichever address it embeds: no service of a person lives
// in any of them.
std::optional<std::string_view> special_use(const boost::asio::ip::address& address);

class Guard {
 public:
  // `allowed`: blocks that the configuration opens, on every port. `connect_to`: when set, that endpoint and
  // no other.
  Guard(std::vector<AddressRange> allowed, std::optional<boost::asio::ip::tcp::endpoint> connect_to);

  // Success: the endpoint is the one of connect_to, or lies in an allowed block, or is port 443 of a public
  // address. Errors: address_refused.
  Result<void> admit(const boost::asio::ip::tcp::endpoint& endpoint) const;

 private:
  std::vector<AddressRange> allowed_;
  std::optional<boost::asio::ip::tcp::endpoint> connect_to_;
};

}  // namespace quorate
