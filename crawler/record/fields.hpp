// Fields: "name: value" lines (application/warc-fields), with bytes that a line cannot hold percent-encoded.
#pragma once

#include "proofs/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate {

using Fields = std::vector<std::pair<std::string, std::string>>;

// In values "%" and every byte outside of printable ASCII becomes "%XX". Names are ours: lower-case letters
// and "-".
std::string write_fields(const Fields& fields);

// Every line must end, hold a name and a value, and be what write_fields would have written. Errors:
// bad_encoding.
Result<Fields> parse_fields(std::string_view block);

}  // namespace quorate
