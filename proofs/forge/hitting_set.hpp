// Finds the fewest sets that hit every element between them.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace quorate {

enum class Exactness { exact, upper_bound };

std::string_view text(Exactness exactness);

// Up to this many elements, after those that others imply have been left out, the answer is exact.
inline constexpr std::size_t most_exact_elements = 24;

struct HittingSet {
  std::vector<std::size_t> sets;  // in ascending order
  Exactness exactness = Exactness::exact;
};

// `sets`: which elements each one hits, in ascending order, all below `elements`. Trusted: every element is
// hit by some set. Exact: no hitting set is smaller, and of those as small this one comes first, compared set
// by set, so that the order of `sets` is the order of preference. Upper bound: greedy, each time the set that
// hits most of what is left.
HittingSet hit_all(std::size_t elements, const std::vector<std::vector<std::size_t>>& sets);

}  // namespace quorate
