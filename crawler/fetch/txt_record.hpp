// Turns the wire form of a TXT record into its text.
#pragma once

#include "proofs/result.hpp"

#include <string>
#include <string_view>

namespace quorate {

// RDATA of a TXT record (RFC 1035 section 3.3.14): one or more strings, each behind a byte with its length.
// Success: the strings joined, with nothing between them. Errors: dns_failed when a length points beyond the
// end, or no string is there.
Result<std::string> decode_txt(std::string_view rdata);

}  // namespace quorate
