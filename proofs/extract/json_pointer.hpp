// Finds strings in a JSON value by pointer (RFC 6901).
#pragma once

#include "proofs/encoding/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// Whether `pointer` is one that `strings_at` takes. Errors: bad_argument.
Result<void> check_json_pointer(std::string_view pointer);

// The string at `pointer`; where the pointer ends in "/*", every string of the array before it. Errors:
// bad_page when nothing is there or it is no string.
Result<std::vector<std::string>> strings_at(const json::Value& value, std::string_view pointer);

}  // namespace quorate
