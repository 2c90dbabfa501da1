// Turns the address notations of settings and command lines into values: "192.0.2.1:53", "[2001:db8::1]:443",
// "10.0.0.0/8".
#pragma once

#include "proofs/result.hpp"

#include <boost/asio/ip/address.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <string>
#include <string_view>

namespace quorate {

// A block of addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3). Bits behind the prefix are zero.
struct AddressRange {
  boost::asio::ip::address network;
  unsigned prefix_bits = 0;
};

// "ADDR:PORT" or "[ADDR6]:PORT", PORT from 1 to 65535. Names are not taken. Errors: bad_argument.
Result<boost::asio::ip::tcp::endpoint> parse_endpoint(std::string_view text);

// "ADDR/BITS", or "ADDR" for the one address. Errors: bad_argument, also for bits set behind the prefix.
Result<AddressRange> parse_range(std::string_view text);

// Whether the address lies in the range. An IPv6 address never lies in an IPv4 range, whatever IPv4 address
// it embeds.
bool contains(const AddressRange& range, const boost::asio::ip::address& address);

// "192.0.2.1:443", "[2001:db8::1]:443".
std::string text(const boost::asio::ip::tcp::endpoint& endpoint);

}  // namespace quorate
