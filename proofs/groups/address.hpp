// Address: an IP address as a number, and AddressBlock: a run of them.
#pragma once

#include "proofs/result.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>

namespace quorate {

// Ordered by family, then as a number.
struct Address {
  enum class Family : std::uint8_t { v4, v6 } family = Family::v4;
  std::array<std::uint8_t, 16> bytes{};  // big-endian; an IPv4 address is in the first four
  friend auto operator<=>(const Address&, const Address&) = default;
  friend bool operator==(const Address&, const Address&) = default;
};

// From `first` to `last`, both included, of one family.
struct AddressBlock {
  Address first;
  Address last;
  friend bool operator==(const AddressBlock&, const AddressBlock&) = default;
};

// Dotted decimals without leading zeros, or IPv6 text (RFC 4291 section 2.2) without a zone.
std::optional<Address> parse_address(std::string_view text);
// "ADDR/BITS" in CIDR notation (RFC 4632), with both parts. Errors: bad_argument, also for bits set behind
// the prefix.
Result<AddressBlock> parse_block(std::string_view text);

bool holds(const AddressBlock& block, const Address& address);
bool overlap(const AddressBlock& a, const AddressBlock& b);

}  // namespace quorate
