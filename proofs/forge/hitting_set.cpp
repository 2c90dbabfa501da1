#include "proofs/forge/hitting_set.hpp"

#include "proofs/forge/exact_search.hpp"

#include <algorithm>

namespace quorate {
namespace {

using Sets = std::vector<std::vector<std::size_t>>;

// For each element the sets that hit it, in ascending order.
Sets turned(std::size_t elements, const Sets& sets) {
  Sets hit_by(elements);
  for (std::size_t set = 0; set < sets.size(); ++set)
    for (const std::size_t element : sets[set]) hit_by[element].push_back(set);
  return hit_by;
}

// The elements that matter: where all sets that hit one hit another as well, the other is hit in any case. Of
// those that the same sets hit, the first stays.
std::vector<std::size_t> decisive(const Sets& hit_by) {
  std::vector<std::size_t> kept;
  for (std::size_t i = 0; i < hit_by.size(); ++i) {
    bool implied = false;
    for (std::size_t j = 0; j < hit_by.size() && !implied; ++j) {
      const bool same = hit_by[i] == hit_by[j];
      implied = i != j && (!same || j < i) &&
                std::includes(hit_by[i].begin(), hit_by[i].end(), hit_by[j].begin(), hit_by[j].end());
    }
    if (!implied) kept.push_back(i);
  }
  return kept;
}

HittingSet greedy(std::size_t elements, const Sets& sets) {
  HittingSet found{{}, Exactness::upper_bound};
  std::vector<bool> hit(elements, false);
  const auto gain = [&](std::size_t set) {
    return std::count_if(sets[set].begin(), sets[set].end(), [&](std::size_t e) { return !hit[e]; });
  };
  while (true) {
    std::size_t best = 0;
    for (std::size_t set = 1; set < sets.size(); ++set)
      if (gain(set) > gain(best)) best = set;
    if (sets.empty() || gain(best) == 0) break;
    for (const std::size_t element : sets[best]) hit[element] = true;
    found.sets.push_back(best);
  }
  std::sort(found.sets.begin(), found.sets.end());
  return found;
}

// Takes one set after the other into the answer if it still can be as small with it. All that are left out on
// the way were of no use for that, so the answer is the first of the smallest.
HittingSet exact(const std::vector<std::size_t>& elements, const Sets& hit_by, std::size_t sets) {
  std::vector<Mask> masks(sets, 0);
  for (std::size_t i = 0; i < elements.size(); ++i)
    for (const std::size_t set : hit_by[elements[i]]) masks[set] |= Mask{1} << i;
  ExactSearch search(static_cast<unsigned>(elements.size()), masks);
  Mask rest = (Mask{1} << elements.size()) - 1;
  unsigned budget = 0;
  while (!search.can_hit(rest, budget)) ++budget;
  HittingSet found;
  for (std::size_t set = 0; rest != 0; ++set) {
    if ((masks[set] & rest) == 0 || !search.can_hit(rest & ~masks[set], budget - 1)) continue;
    found.sets.push_back(set);
    rest &= ~masks[set];
    --budget;
  }
  return found;
}

}  // namespace

std::string_view text(Exactness exactness) { return exactness == Exactness::exact ? "exact" : "upper bound"; }

HittingSet hit_all(std::size_t elements, const Sets& sets) {
  const Sets hit_by = turned(elements, sets);
  const std::vector<std::size_t> kept = decisive(hit_by);
  if (kept.size() > most_exact_elements) return greedy(elements, sets);
  return exact(kept, hit_by, sets.size());
}

}  // namespace quorate
