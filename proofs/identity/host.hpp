// Turns host names into their one canonical spelling: lower-case A-labels (RFC 5890), no trailing dot.
#pragma once

#include "proofs/result.hpp"

#include <string>
#include <string_view>

namespace quorate {

// Success: `host` is canonical as it stands. A label of lower-case ASCII letters, digits and hyphens is taken
// as it is. Refused: upper case, a trailing dot, a port, IP literals in any spelling, fewer than two labels.
// Errors: bad_uri.
Result<void> check_host(std::string_view host);

// The canonical spelling of what a person typed: upper case, U-labels (UTS 46, non-transitional) and a
// trailing dot are mended; the rest is refused as check_host does. Errors: bad_uri.
Result<std::string> canonical_host(std::string_view typed);

// The host with "www." taken away, or put before it: the twin that may stand for it in a redirect.
std::string www_twin(std::string_view host);

}  // namespace quorate
