#include "proofs/explain/smallest.hpp"

#include <unordered_set>

namespace quorate {
namespace {

using Set = std::vector<std::size_t>;  // places of candidates, in the order in which they were taken

Score score_with(const Search& search, const Set& set) {
  ScoreInput altered = search.input;
  for (const std::size_t account : set) search.alter(altered.accounts[account]);
  return search.judge(altered);
}

// One set of each kind that has one account more than those given; nothing when the budget is spent.
std::optional<std::vector<Set>> grow(const Search& search, const Symmetry& symmetry,
                                     const std::vector<Set>& sets, Budget& budget) {
  std::vector<Set> grown;
  std::unordered_set<std::string> seen;
  for (const Set& set : sets) {
    std::vector<bool> chosen(search.input.accounts.size(), false);
    for (const std::size_t account : set) chosen[account] = true;
    for (const std::size_t account : search.candidates) {
      if (chosen[account]) continue;
      if (budget.signatures == 0) return std::nullopt;
      --budget.signatures;
      chosen[account] = true;
      if (seen.insert(symmetry.signature(chosen)).second) {
        grown.push_back(set);
        grown.back().push_back(account);
      }
      chosen[account] = false;
    }
  }
  return grown;
}

}  // namespace

Smallest smallest(const Search& search, const Symmetry& symmetry, Budget& budget) {
  std::vector<Set> sets = {{}};
  for (std::size_t size = 1; size <= search.candidates.size(); ++size) {
    auto grown = grow(search, symmetry, sets, budget);
    if (!grown) return {{}, {}, {}, size};
    sets = std::move(*grown);
    Smallest found{{}, {}, {}, size};
    for (const Set& set : sets) {
      if (budget.scores == 0) return found;
      --budget.scores;
      Score result = score_with(search, set);
      if (!search.wanted(result)) continue;
      if (!found.score) {
        found.accounts = set;
        found.score = std::move(result);
      } else if (result.answer == found.score->answer && result.subject_key == found.score->subject_key) {
        found.others.push_back(set);
      }
    }
    if (found.score) return found;
  }
  return {{}, {}, {}, search.candidates.size() + 1};
}

}  // namespace quorate
