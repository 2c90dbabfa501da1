#include "proofs/score/independent.hpp"

#include "tests/show.hpp"

#include <algorithm>
#include <cstdint>
#include <random>

namespace quorate {
namespace {

using Engine = std::mt19937;

unsigned roll(Engine& engine, unsigned sides) { return static_cast<unsigned>(engine() % sides); }

Graph graph(std::size_t vertices, const std::vector<std::pair<std::size_t, std::size_t>>& edges) {
  Graph result(vertices);
  for (const auto& [a, b] : edges) result.join(a, b);
  return result;
}

// Vertices 0, 1, ... each joined to the next, and the last to the first.
Graph ring(std::size_t vertices) {
  Graph result(vertices);
  for (std::size_t vertex = 0; vertex < vertices; ++vertex) result.join(vertex, (vertex + 1) % vertices);
  return result;
}

Graph random_graph(std::size_t vertices, unsigned percent, Engine& engine) {
  Graph result(vertices);
  for (std::size_t a = 0; a < vertices; ++a)
    for (std::size_t b = 0; b < a; ++b)
      if (roll(engine, 100) < percent) result.join(a, b);
  return result;
}

bool independent(const Graph& graph, const std::vector<std::size_t>& members) {
  for (const std::size_t a : members)
    for (const std::size_t b : members)
      if (graph.joined(a, b)) return false;
  return std::adjacent_find(members.begin(), members.end(), std::greater_equal<>()) == members.end();
}

// By trying every subset.
std::size_t largest(const Graph& graph) {
  std::size_t most = 0;
  for (std::uint32_t set = 0; set < std::uint32_t{1} << graph.vertices(); ++set) {
    std::vector<std::size_t> members;
    for (std::size_t vertex = 0; vertex < graph.vertices(); ++vertex)
      if (set >> vertex & 1U) members.push_back(vertex);
    if (members.size() > most && independent(graph, members)) most = members.size();
  }
  return most;
}

}  // namespace

TEST_CASE("independent_set: small graphs, the largest") {
  CHECK(independent_set(Graph(0)).members.empty());
  CHECK(independent_set(Graph(3)).members == std::vector<std::size_t>{0, 1, 2});
  CHECK(independent_set(graph(3, {{0, 1}, {1, 2}})).members == std::vector<std::size_t>{0, 2});
  CHECK(independent_set(graph(4, {{0, 1}, {0, 2}, {0, 3}})).members == std::vector<std::size_t>{1, 2, 3});
  CHECK(independent_set(ring(5)).members.size() == 2);
  CHECK(independent_set(ring(32)).members.size() == 16);
}

TEST_CASE("independent_set: random graphs, as large as by trying every subset") {
  Engine engine(1);
  for (int i = 0; i < 400; ++i) {
    const Graph drawn = random_graph(1 + roll(engine, 11), 10 + 10 * roll(engine, 9), engine);
    const IndependentSet set = independent_set(drawn);
    REQUIRE(set.largest);
    REQUIRE(independent(drawn, set.members));
    REQUIRE(set.members.size() == largest(drawn));
  }
}

TEST_CASE("independent_set: 24 and 32 vertices joined at random, still the largest") {
  Engine engine(2);
  for (const std::size_t vertices : {24U, 32U}) {
    for (const unsigned percent : {10U, 15U, 25U, 50U}) {
      const Graph drawn = random_graph(vertices, percent, engine);
      const IndependentSet set = independent_set(drawn);
      CHECK(set.largest);
      CHECK(independent(drawn, set.members));
    }
  }
}

TEST_CASE("independent_set: many vertices, exact where the choice is simple and else a lower bound") {
  constexpr std::size_t many = 100;
  Graph clique(many);
  for (std::size_t a = 0; a < many; ++a)
    for (std::size_t b = 0; b < a; ++b) clique.join(a, b);
  CHECK(independent_set(clique).members.size() == 1);
  CHECK(independent_set(clique).largest);

  const IndependentSet around = independent_set(ring(many));
  CHECK_FALSE(around.largest);
  CHECK(around.members.size() == many / 2);

  Engine engine(3);
  const Graph drawn = random_graph(many, 20, engine);
  const IndependentSet set = independent_set(drawn);
  CHECK_FALSE(set.largest);
  CHECK(independent(drawn, set.members));
  CHECK(set.members.size() > 5);
}

}  // namespace quorate
