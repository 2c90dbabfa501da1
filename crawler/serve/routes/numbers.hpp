// Reads the query parameters of a request that are numbers.
#pragma once

#include "crawler/serve/http/target.hpp"
#include "proofs/result.hpp"

#include <cstdint>
#include <limits>
#include <string_view>

namespace quorate {

struct WholeRange {
  std::int64_t least = 0;
  std::int64_t most = 0;
};

// `otherwise` where the parameter is missing. Errors: bad_argument, with the parameter and its range.
Result<std::int64_t> number_parameter(const ApiTarget& target, std::string_view name, WholeRange range,
                                      std::int64_t otherwise);

inline constexpr WholeRange any_place = {0, std::numeric_limits<std::int64_t>::max()};
inline constexpr std::int64_t usual_page = 100;

}  // namespace quorate
