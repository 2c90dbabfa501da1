#include "proofs/forge/exact_search.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace quorate {
namespace {

Mask bit(unsigned element) { return Mask{1} << element; }
unsigned size(Mask mask) { return static_cast<unsigned>(std::popcount(mask)); }
unsigned first(Mask mask) { return static_cast<unsigned>(std::countr_zero(mask)); }
bool is_part(Mask small, Mask large) { return (small & ~large) == 0; }

// A set that is a part of another one can always be replaced by it.
void leave_out_parts(std::vector<Mask>& sets) {
  std::sort(sets.begin(), sets.end(),
            [](Mask a, Mask b) { return size(a) != size(b) ? size(a) > size(b) : a < b; });
  std::size_t kept = 0;
  for (const Mask set : sets) {
    const auto end = sets.begin() + static_cast<std::ptrdiff_t>(kept);
    if (set != 0 && std::none_of(sets.begin(), end, [set](Mask larger) { return is_part(set, larger); }))
      sets[kept++] = set;
  }
  sets.resize(kept);
}

}  // namespace

ExactSearch::ExactSearch(unsigned elements, const std::vector<Mask>& sets)
    : elements_(elements), sets_(sets) {
  leave_out_parts(sets_);
  std::array<unsigned, most_elements> degree{};
  for (const Mask set : sets_)
    for (unsigned element = 0; element < elements_; ++element)
      if ((set & bit(element)) != 0) ++degree[element];
  std::vector<unsigned> order(elements_);
  std::iota(order.begin(), order.end(), 0U);
  std::stable_sort(order.begin(), order.end(), [&](unsigned a, unsigned b) { return degree[a] < degree[b]; });
  for (unsigned i = 0; i < elements_; ++i) number_[order[i]] = i;
  for (Mask& set : sets_) {
    set = renumbered(set);
    for (unsigned element = 0; element < elements_; ++element) {
      if ((set & bit(element)) == 0) continue;
      sets_of_[element].push_back(set);
      near_[element] |= set;
    }
  }
}

Mask ExactSearch::renumbered(Mask mask) const {
  Mask result = 0;
  for (; mask != 0; mask &= mask - 1) result |= bit(number_[first(mask)]);
  return result;
}

bool ExactSearch::can_hit(Mask rest, unsigned budget) { return search(renumbered(rest), budget); }

// Two bounds: elements of which no two are in one set need a set each, and the largest sets must be large
// enough together.
bool ExactSearch::out_of_reach(Mask rest, unsigned budget) const {
  unsigned apart = 0;
  for (Mask left = rest; left != 0; left &= ~near_[first(left)])
    if (++apart > budget) return true;
  std::array<unsigned, most_elements + 1> of_size{};
  for (const Mask set : sets_) ++of_size[size(set & rest)];
  unsigned left = size(rest);
  for (unsigned largest = most_elements; largest > 0; --largest) {
    const unsigned used = std::min(budget, of_size[largest]);
    if (left <= used * largest) return false;
    left -= used * largest;
    budget -= used;
  }
  return true;
}

bool ExactSearch::search(Mask rest, unsigned budget) {
  if (rest == 0) return true;
  if (budget == 0) return false;
  if (budget == 1) {
    const auto& candidates = sets_of_[first(rest)];
    return std::any_of(candidates.begin(), candidates.end(), [rest](Mask set) { return is_part(rest, set); });
  }
  if (const auto found = known_.find(rest); found != known_.end()) {
    if (budget <= found->second.too_few) return false;
    if (budget >= found->second.enough) return true;
  }
  const bool can = !out_of_reach(rest, budget) && branch(rest, budget);
  Known& known = known_[rest];
  if (can)
    known.enough = std::min(known.enough, static_cast<std::uint8_t>(budget));
  else
    known.too_few = std::max(known.too_few, static_cast<std::uint8_t>(budget));
  return can;
}

// One of the sets of the scarcest element must be used.
bool ExactSearch::branch(Mask rest, unsigned budget) {
  std::vector<Mask> gains;
  for (const Mask set : sets_of_[first(rest)]) gains.push_back(set & rest);
  leave_out_parts(gains);
  return std::any_of(gains.begin(), gains.end(), [&](Mask gain) { return search(rest & ~gain, budget - 1); });
}

}  // namespace quorate
