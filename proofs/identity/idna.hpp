// Turns internationalised host names into A-labels (UTS 46, non-transitional, STD3 rules).
#pragma once

#include "proofs/result.hpp"

#include <string>
#include <string_view>

namespace quorate {

// Errors: bad_uri with the library's reason.
Result<std::string> to_a_labels(std::string_view host);

}  // namespace quorate
