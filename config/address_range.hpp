// Turns CIDR text into a range of IP addresses (RFC 4632, RFC 4291 section 2.3).
#pragma once

#include "proofs/result.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace quorate {

enum class AddressFamily { v4, v6 };

// All addresses whose first `prefix` bits are those of `bytes`. An IPv4 address is the first four bytes.
struct AddressRange {
  AddressFamily family = AddressFamily::v4;
  std::array<std::uint8_t, 16> bytes{};
  unsigned prefix = 0;
};

// "192.0.2.0/24", "2001:db8::/32", or a single address. Refused: bits set behind the prefix, short or octal
// spellings of IPv4 addresses, zones. Errors: bad_argument.
Result<AddressRange> parse_address_range(std::string_view text);

}  // namespace quorate
