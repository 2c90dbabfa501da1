// Turns names in the wire form of DNS into hosts: those of name servers, and those where CNAME records lead.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// RDATA of an NS record: one name without compression (RFC 1035 section 3.3.11). Nothing for bytes that are
// cut off, go on, or are no name of letters, digits, hyphens, underscores and dots. Lower case, no dot at the
// end.
std::optional<std::string> decode_name(std::string_view rdata);

// Where the CNAME records in the answer section of a DNS message (RFC 1035 section 4.1) lead from `host`, in
// order and without `host`. Trusts nothing: a message that is cut off or makes no sense leads as far as it
// can be read, and a loop ends where it begins again.
std::vector<std::string> follow_aliases(std::string_view message, const std::string& host);

}  // namespace quorate
