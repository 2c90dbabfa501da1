// Finds the largest set of vertices of a graph of which no two are joined.
#pragma once

#include <cstddef>
#include <vector>

namespace quorate {

// Vertices that are joined to each other in both directions, and none to itself.
class Graph {
 public:
  explicit Graph(std::size_t vertices) : vertices_(vertices), joined_(vertices * vertices, false) {}

  std::size_t vertices() const { return vertices_; }
  void join(std::size_t a, std::size_t b) { joined_[a * vertices_ + b] = joined_[b * vertices_ + a] = true; }
  bool joined(std::size_t a, std::size_t b) const { return joined_[a * vertices_ + b]; }

 private:
  std::size_t vertices_;
  std::vector<bool> joined_;
};

struct IndependentSet {
  std::vector<std::size_t> members;  // ascending
  bool largest = true;               // else there may be a larger one
};

// The largest, and the same one whenever the graph is the same. More than `search_limit` vertices may be too
// many to search; then it is some set that nothing can be added to.
IndependentSet independent_set(const Graph& graph);

// Vertices that are left when all simple choices are made. A search of so many takes 30 000 steps at worst.
inline constexpr std::size_t search_limit = 32;

}  // namespace quorate
