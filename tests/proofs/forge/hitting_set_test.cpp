#include "proofs/forge/hitting_set.hpp"

#include "tests/show.hpp"

#include <algorithm>
#include <random>

namespace quorate {
namespace {

using Sets = std::vector<std::vector<std::size_t>>;

bool hits_all(std::size_t elements, const Sets& sets, const std::vector<std::size_t>& chosen) {
  std::vector<bool> hit(elements, false);
  for (const std::size_t set : chosen)
    for (const std::size_t element : sets.at(set)) hit.at(element) = true;
  return std::find(hit.begin(), hit.end(), false) == hit.end();
}

// All choices of `size` sets in lexicographic order: the first that hits all.
bool first_of_size(std::size_t elements, const Sets& sets, std::size_t size,
                   std::vector<std::size_t>& chosen) {
  if (size == 0) return hits_all(elements, sets, chosen);
  for (std::size_t set = chosen.empty() ? 0 : chosen.back() + 1; set < sets.size(); ++set) {
    chosen.push_back(set);
    if (first_of_size(elements, sets, size - 1, chosen)) return true;
    chosen.pop_back();
  }
  return false;
}

std::vector<std::size_t> by_trying_all(std::size_t elements, const Sets& sets) {
  std::vector<std::size_t> chosen;
  for (std::size_t size = 0; !first_of_size(elements, sets, size, chosen); ++size) chosen.clear();
  return chosen;
}

// Every element in some set; how often is drawn anew for each instance.
Sets random_sets(std::size_t elements, std::size_t sets, std::mt19937& random) {
  const auto chance = 1 + random() % 6;
  Sets result(sets);
  for (std::size_t element = 0; element < elements; ++element) {
    const std::size_t sure = random() % sets;
    for (std::size_t set = 0; set < sets; ++set)
      if (set == sure || random() % 10 < chance) result[set].push_back(element);
  }
  return result;
}

}  // namespace

TEST_CASE("hit all: few elements, as few sets as by trying all, and the first of them") {
  std::mt19937 random(4);
  for (int i = 0; i < 4'000; ++i) {
    const std::size_t elements = 1 + random() % 10;
    const Sets sets = random_sets(elements, 1 + random() % 12, random);
    const HittingSet found = hit_all(elements, sets);
    CAPTURE(sets);
    REQUIRE(found.exactness == Exactness::exact);
    REQUIRE(found.sets == by_trying_all(elements, sets));
  }
}

TEST_CASE("hit all: nothing to hit, no sets") {
  CHECK(hit_all(0, {}).sets.empty());
  CHECK(hit_all(0, {{}, {}}).sets.empty());
  CHECK(hit_all(0, {}).exactness == Exactness::exact);
}

TEST_CASE("hit all: equally few sets, those that come first") {
  CHECK(hit_all(2, {{0, 1}, {0, 1}}).sets == std::vector<std::size_t>{0});
  CHECK(hit_all(2, {{0}, {1}, {0}, {1}}).sets == std::vector<std::size_t>{0, 1});
  CHECK(hit_all(3, {{0}, {1, 2}, {0, 1}, {2}}).sets == std::vector<std::size_t>{0, 1});
}

// The whole of a set is smaller than what it takes of its parts, and greed is wrong here: it takes the large
// set and then two more.
TEST_CASE("hit all: greed would take three, two are found") {
  const Sets sets = {{1, 2, 4, 5}, {0, 1, 2}, {3, 4, 5}};
  CHECK(hit_all(6, sets).sets == std::vector<std::size_t>{1, 2});
}

TEST_CASE("hit all: more than 24 elements that matter, an upper bound that hits all") {
  std::mt19937 random(7);
  for (int i = 0; i < 200; ++i) {
    const std::size_t elements = 25 + random() % 40;
    Sets sets = random_sets(elements, 60, random);
    for (std::size_t element = 0; element < elements; ++element) sets.push_back({element});
    // Each element gets a set that no other's sets imply.
    const HittingSet found = hit_all(elements, sets);
    REQUIRE(hits_all(elements, sets, found.sets));
    REQUIRE(std::is_sorted(found.sets.begin(), found.sets.end()));
    REQUIRE(found.exactness == Exactness::upper_bound);
  }
  CHECK(text(Exactness::upper_bound) == "upper bound");
  CHECK(text(Exactness::exact) == "exact");
}

// 64 accounts of three operators, say: three elements say all.
TEST_CASE("hit all: many elements of which few matter, exact") {
  Sets sets(3);
  for (std::size_t element = 0; element < 64; ++element) sets[element % 3].push_back(element);
  const HittingSet found = hit_all(64, sets);
  CHECK(found.exactness == Exactness::exact);
  CHECK(found.sets == std::vector<std::size_t>{0, 1, 2});
}

TEST_CASE("hit all: greed is never below the exact answer") {
  std::mt19937 random(11);
  for (int i = 0; i < 300; ++i) {
    const std::size_t elements = 2 + random() % 9;
    const Sets sets = random_sets(elements, 4 + random() % 8, random);
    // Beside them, as many elements with sets of their own as make the whole too large for the exact search:
    // they cost one set each, whatever is done with the others.
    constexpr std::size_t more = 25;
    Sets larger = sets;
    for (std::size_t element = elements; element < elements + more; ++element) larger.push_back({element});
    const HittingSet greedy = hit_all(elements + more, larger);
    REQUIRE(greedy.exactness == Exactness::upper_bound);
    REQUIRE(hits_all(elements + more, larger, greedy.sets));
    REQUIRE(greedy.sets.size() >= by_trying_all(elements, sets).size() + more);
  }
}

}  // namespace quorate
