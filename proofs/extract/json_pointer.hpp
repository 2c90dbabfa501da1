// Finds a value in a JSON document by its pointer (RFC 6901).
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// Whether `pointer` is one: empty, or each of its segments begins with "/"; "~" only as ~0 and ~1. Errors:
// bad_argument with the offset.
Result<void> check_json_pointer(std::string_view pointer);

// The value at `pointer`; it lives as long as `root`. Errors: bad_argument (see above), bad_page (nothing
// there; "-", the element after the last, is never there).
Result<const json::Value*> value_at(const json::Value& root, std::string_view pointer);

// The strings at `pointer`: one string; or, where the pointer ends with "/*", every string of an array, which
// holds nothing else. null is "nothing written here": no strings. Errors: bad_argument, bad_page (nothing
// there, or something else).
Result<std::vector<std::string>> strings_at(const json::Value& root, std::string_view pointer);

}  // namespace quorate
