// How many rows a page of the store has at most, as a value for LIMIT.
#pragma once

#include "crawler/store/sql/connection.hpp"
#include "crawler/store/store_reader.hpp"

#include <algorithm>
#include <limits>

namespace quorate::sql {

inline SqlValue limit_value(std::size_t limit) {
  return static_cast<std::int64_t>(std::min(limit, max_page));
}

// For "< $n": the largest number where no bound is given.
inline SqlValue below(std::optional<std::int64_t> bound) {
  return bound.value_or(std::numeric_limits<std::int64_t>::max());
}

}  // namespace quorate::sql
