#include "proofs/scan/summary/histogram.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace quorate {
namespace {

// Below 16 every number is a class of its own; above, each power of two is cut into 16.
constexpr unsigned cut_bits = 4;
constexpr std::uint64_t cuts = 1 << cut_bits;

std::size_t class_of(std::uint64_t value) {
  if (value < cuts) return static_cast<std::size_t>(value);
  const unsigned shift = static_cast<unsigned>(std::bit_width(value)) - 1 - cut_bits;
  return static_cast<std::size_t>(shift * cuts + (value >> shift));
}

std::uint64_t begin_of(std::size_t index) {
  if (index < 2 * cuts) return index;
  const std::uint64_t shift = index / cuts - 1;
  return (index - shift * cuts) << shift;
}

void grow_and_add(std::vector<std::uint64_t>& counts, std::size_t index, std::uint64_t times) {
  if (times == 0) return;
  if (index >= counts.size()) counts.resize(index + 1);
  counts[index] += times;
}

void add_all(std::vector<std::uint64_t>& counts, const std::vector<std::uint64_t>& others) {
  if (counts.size() < others.size()) counts.resize(others.size());
  for (std::size_t i = 0; i < others.size(); ++i) counts[i] += others[i];
}

std::uint64_t sum(const std::vector<std::uint64_t>& counts) {
  return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

// Of `total` things in order, the place of the one that `permille` of them do not exceed, from 1.
std::uint64_t place_of(std::uint64_t total, unsigned permille) {
  const std::uint64_t whole = total / 1000 * permille;
  return std::max<std::uint64_t>(1, whole + (total % 1000 * permille + 999) / 1000);
}

std::size_t index_at(const std::vector<std::uint64_t>& counts, std::uint64_t place) {
  std::size_t index = 0;
  for (std::uint64_t seen = counts[0]; seen < place; seen += counts[index]) ++index;
  return index;
}

}  // namespace

void NumberCounts::add(std::uint64_t number, std::uint64_t times) {
  grow_and_add(counts_, static_cast<std::size_t>(std::min(number, top)), times);
}

void NumberCounts::merge(const NumberCounts& other) { add_all(counts_, other.counts_); }

std::uint64_t NumberCounts::total() const { return sum(counts_); }

std::optional<std::uint64_t> NumberCounts::median() const {
  const std::uint64_t all = total();
  if (all == 0) return std::nullopt;
  return index_at(counts_, place_of(all, 500));
}

void TimeCounts::add(std::uint64_t microseconds, std::uint64_t times) {
  grow_and_add(counts_, class_of(std::min(microseconds, longest)), times);
}

void TimeCounts::merge(const TimeCounts& other) { add_all(counts_, other.counts_); }

std::uint64_t TimeCounts::total() const { return sum(counts_); }

std::vector<TimeCounts::Class> TimeCounts::classes() const {
  std::vector<Class> found;
  for (std::size_t i = 0; i < counts_.size(); ++i)
    if (counts_[i] > 0) found.push_back({begin_of(i), begin_of(i + 1), counts_[i]});
  return found;
}

std::optional<std::uint64_t> TimeCounts::quantile(unsigned permille) const {
  const std::uint64_t all = total();
  if (all == 0) return std::nullopt;
  return begin_of(index_at(counts_, place_of(all, permille)) + 1) - 1;
}

}  // namespace quorate
