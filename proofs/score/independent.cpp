#include "proofs/score/independent.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>

namespace quorate {
namespace {

using Mask = std::uint32_t;
static_assert(search_limit <= 32);

using Vertices = std::vector<std::size_t>;

Mask bit(std::size_t vertex) { return Mask{1} << vertex; }

// Tries all that matters. `rows` says for each vertex to which it is joined.
class Search {
 public:
  Search(const Graph& graph, const Vertices& vertices) : rows_(vertices.size(), 0) {
    for (std::size_t a = 0; a < vertices.size(); ++a)
      for (std::size_t b = 0; b < vertices.size(); ++b)
        if (graph.joined(vertices[a], vertices[b])) rows_[a] |= bit(b);
  }

  Mask all() const { return static_cast<Mask>((std::uint64_t{1} << rows_.size()) - 1); }

  // The largest set within `left`. A vertex with at most one neighbour is in some largest set. Of others the
  // one with most neighbours is either in the set or not.
  Mask largest(Mask left) const {
    Mask taken = 0;
    while (left != 0) {
      const Ends ends = fewest_and_most(left);
      if (degree(ends.fewest, left) <= 1) {
        taken |= bit(ends.fewest);
        left &= ~(rows_[ends.fewest] | bit(ends.fewest));
        continue;
      }
      const Mask with = bit(ends.most) | largest(left & ~(rows_[ends.most] | bit(ends.most)));
      const Mask without = largest(left & ~bit(ends.most));
      return taken | (std::popcount(with) >= std::popcount(without) ? with : without);
    }
    return taken;
  }

 private:
  struct Ends {
    std::size_t fewest = 0;
    std::size_t most = 0;
  };

  int degree(std::size_t vertex, Mask left) const { return std::popcount(rows_[vertex] & left); }

  Ends fewest_and_most(Mask left) const {
    const auto first = static_cast<std::size_t>(std::countr_zero(left));
    Ends ends{first, first};
    for (Mask rest = left; rest != 0; rest &= rest - 1) {
      const auto vertex = static_cast<std::size_t>(std::countr_zero(rest));
      if (degree(vertex, left) < degree(ends.fewest, left)) ends.fewest = vertex;
      if (degree(vertex, left) > degree(ends.most, left)) ends.most = vertex;
    }
    return ends;
  }

  std::vector<Mask> rows_;
};

Vertices neighbours(const Graph& graph, const Vertices& left, std::size_t vertex) {
  Vertices result;
  for (const std::size_t other : left)
    if (graph.joined(vertex, other)) result.push_back(other);
  return result;
}

bool all_joined(const Graph& graph, const Vertices& vertices) {
  for (const std::size_t a : vertices)
    for (const std::size_t b : vertices)
      if (a < b && !graph.joined(a, b)) return false;
  return true;
}

// The first whose neighbours are all joined to each other: it is in some largest set, for at most one of them
// and itself can be, and it stands in the way of no more than that one does.
std::optional<std::size_t> simple_choice(const Graph& graph, const Vertices& left) {
  const auto found = std::find_if(left.begin(), left.end(), [&](std::size_t vertex) {
    return all_joined(graph, neighbours(graph, left, vertex));
  });
  return found == left.end() ? std::nullopt : std::optional(*found);
}

std::size_t fewest_neighbours(const Graph& graph, const Vertices& left) {
  const auto degree = [&](std::size_t vertex) { return neighbours(graph, left, vertex).size(); };
  return *std::min_element(left.begin(), left.end(),
                           [&](std::size_t a, std::size_t b) { return degree(a) < degree(b); });
}

}  // namespace

IndependentSet independent_set(const Graph& graph) {
  IndependentSet result;
  Vertices left(graph.vertices());
  for (std::size_t vertex = 0; vertex < left.size(); ++vertex) left[vertex] = vertex;
  while (!left.empty()) {
    std::optional<std::size_t> next = simple_choice(graph, left);
    if (!next && left.size() <= search_limit) break;
    if (!next) {
      result.largest = false;
      next = fewest_neighbours(graph, left);
    }
    result.members.push_back(*next);
    std::erase_if(left, [&](std::size_t other) { return other == *next || graph.joined(*next, other); });
  }
  const Search search(graph, left);
  for (Mask rest = search.largest(search.all()); rest != 0; rest &= rest - 1)
    result.members.push_back(left[static_cast<std::size_t>(std::countr_zero(rest))]);
  std::sort(result.members.begin(), result.members.end());
  return result;
}

}  // namespace quorate
