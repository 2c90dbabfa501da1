#include "crawler/fetch/address.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <optional>
#include <span>

namespace quorate {
namespace {

namespace ip = boost::asio::ip;

constexpr unsigned bits_per_byte = 8;

Error bad_address(std::string_view text, std::string_view why) {
  return {Code::bad_argument, "address \"" + std::string(text) + "\": " + std::string(why)};
}

// Decimal, without sign, white space or leading zeros.
std::optional<unsigned> parse_number(std::string_view text, unsigned max) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || value > max) return std::nullopt;
  if (text.size() > 1 && text.front() == '0') return std::nullopt;
  return value;
}

std::optional<ip::address> parse_address(std::string_view text) {
  boost::system::error_code error;
  // A scope ("%eth0") names an interface of this machine, never a place on the internet.
  if (text.find('%') != text.npos) return std::nullopt;
  const ip::address address = ip::make_address(std::string(text), error);
  if (error) return std::nullopt;
  return address;
}

template <class Bytes>
bool same_prefix(const Bytes& a, const Bytes& b, unsigned bits) {
  const std::size_t whole = bits / bits_per_byte;
  if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) return false;
  const unsigned rest = bits % bits_per_byte;
  if (rest == 0) return true;
  const unsigned shift = bits_per_byte - rest;
  return (a[whole] >> shift) == (b[whole] >> shift);
}

// Whether no bit behind the prefix is set.
bool is_network(std::span<const unsigned char> bytes, unsigned bits) {
  for (unsigned bit = bits; bit < bytes.size() * bits_per_byte; ++bit)
    if ((bytes[bit / bits_per_byte] >> (bits_per_byte - 1 - bit % bits_per_byte)) & 1U) return false;
  return true;
}

}  // namespace

Result<ip::tcp::endpoint> parse_endpoint(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  if (colon == text.npos) return bad_address(text, "ADDR:PORT is expected");
  std::string_view host = text.substr(0, colon);
  const bool bracketed = host.size() >= 2 && host.front() == '[' && host.back() == ']';
  if (bracketed) host = host.substr(1, host.size() - 2);
  const std::optional<ip::address> address = parse_address(host);
  if (!address || address->is_v6() != bracketed)
    return bad_address(text, "an IPv4 address, or an IPv6 address in brackets, is expected before the port");
  const std::optional<unsigned> port = parse_number(text.substr(colon + 1), UINT16_MAX);
  if (!port || *port == 0) return bad_address(text, "the port must be a number from 1 to 65535");
  return ip::tcp::endpoint(*address, static_cast<std::uint16_t>(*port));
}

Result<AddressRange> parse_range(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::optional<ip::address> network = parse_address(text.substr(0, slash));
  if (!network) return bad_address(text, "not an IPv4 or IPv6 address");
  const unsigned width = network->is_v4() ? 32 : 128;
  AddressRange range{*network, width};
  if (slash != text.npos) {
    const std::optional<unsigned> bits = parse_number(text.substr(slash + 1), width);
    if (!bits)
      return bad_address(text, "the prefix length must be a number from 0 to " + std::to_string(width));
    range.prefix_bits = *bits;
  }
  const bool whole = network->is_v4() ? is_network(network->to_v4().to_bytes(), range.prefix_bits)
                                      : is_network(network->to_v6().to_bytes(), range.prefix_bits);
  if (!whole) return bad_address(text, "bits are set behind the prefix");
  return range;
}

bool contains(const AddressRange& range, const ip::address& address) {
  if (range.network.is_v4() != address.is_v4()) return false;
  if (address.is_v4())
    return same_prefix(range.network.to_v4().to_bytes(), address.to_v4().to_bytes(), range.prefix_bits);
  return same_prefix(range.network.to_v6().to_bytes(), address.to_v6().to_bytes(), range.prefix_bits);
}

std::string text(const ip::tcp::endpoint& endpoint) {
  const std::string address = endpoint.address().to_string();
  return (endpoint.address().is_v6() ? "[" + address + "]" : address) + ":" + std::to_string(endpoint.port());
}

}  // namespace quorate
