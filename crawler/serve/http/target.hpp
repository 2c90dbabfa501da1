// Turns a request target into the segments of its path and its query parameters.
#pragma once

#include "proofs/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate {

struct ApiTarget {
  std::vector<std::string> segments;  // decoded; "/" has none
  std::vector<std::pair<std::string, std::string>> query;

  const std::string* find(std::string_view parameter) const;
};

inline constexpr std::size_t max_target_bytes = 2048;

// Only origin-form (RFC 9112 section 3.2.1). Refused: a fragment, white space, bytes that are not ASCII,
// broken percent signs, an encoded slash or control character, an empty segment (but "/" alone), a parameter
// that is given twice, and what does not decode to UTF-8. Errors: bad_uri.
Result<ApiTarget> parse_target(std::string_view target);

// Decimal digits without sign or leading zeros, up to `most`.
std::optional<std::int64_t> parse_whole(std::string_view text, std::int64_t most);

}  // namespace quorate
