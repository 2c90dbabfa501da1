// Tells whether a text is a range of IP addresses in CIDR notation (RFC 4632, RFC 4291 section 2.3).
#pragma once

#include "proofs/result.hpp"

#include <string_view>

namespace quorate {

// "192.0.2.0/24", "2001:db8::/32", or a single address. Refused: bits set behind the prefix, short or octal
// spellings of IPv4 addresses, zones. Errors: bad_argument.
Result<void> check_address_range(std::string_view text);

}  // namespace quorate
