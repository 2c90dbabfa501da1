// Cuts one record of CSV (RFC 4180) into its fields.
#pragma once

#include "proofs/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// Errors: bad_argument for a quote that stands or ends where none may, for a carriage return outside of
// quotes, and for more than 256 fields.
Result<std::vector<std::string>> split_csv(std::string_view record);

}  // namespace quorate
