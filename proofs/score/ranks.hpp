// Turns values into small integers: equal values into equal ones, in the order of the values.
#pragma once

#include <algorithm>
#include <numeric>
#include <vector>

namespace quorate {

struct Ranks {
  std::vector<unsigned> of;      // for each value its rank, from 0
  std::vector<unsigned> sample;  // for each rank the place of one value that has it
};

// `less` must be a strict weak order of the values.
template <class Value, class Less>
Ranks ranks(const std::vector<Value>& values, Less less) {
  std::vector<unsigned> order(values.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](unsigned a, unsigned b) { return less(values[a], values[b]); });
  Ranks result;
  result.of.resize(values.size());
  for (const unsigned place : order) {
    if (result.sample.empty() || less(values[result.sample.back()], values[place]))
      result.sample.push_back(place);
    result.of[place] = static_cast<unsigned>(result.sample.size()) - 1;
  }
  return result;
}

}  // namespace quorate
