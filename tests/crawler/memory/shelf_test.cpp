#include "crawler/memory/shelf.hpp"

#include "tests/show.hpp"

namespace quorate {

TEST_CASE("shelf: what was put there, is found until something else of that name is") {
  Shelf<int> shelf(100);
  CHECK(shelf.find("a") == nullptr);
  shelf.put("a", 1, 10);
  REQUIRE(shelf.find("a") != nullptr);
  CHECK(*shelf.find("a") == 1);
  shelf.put("a", 2, 20);
  CHECK(*shelf.find("a") == 2);
  CHECK(shelf.size() == 1);
  CHECK(shelf.cost() == 20);
}

TEST_CASE("shelf: full, lets go of what was not used for longest") {
  Shelf<int> shelf(30);
  shelf.put("a", 1, 10);
  shelf.put("b", 2, 10);
  shelf.put("c", 3, 10);
  CHECK(shelf.find("a") != nullptr);
  shelf.put("d", 4, 15);
  CHECK(shelf.find("a") != nullptr);
  CHECK(shelf.find("b") == nullptr);
  CHECK(shelf.find("c") == nullptr);
  CHECK(shelf.cost() == 25);
}

TEST_CASE("shelf: too large for it, is not kept, and neither is what it would have replaced") {
  Shelf<int> shelf(30);
  shelf.put("a", 1, 10);
  shelf.put("b", 2, 10);
  shelf.put("a", 3, 31);
  CHECK(shelf.find("a") == nullptr);
  CHECK(shelf.find("b") != nullptr);
  CHECK(shelf.cost() == 10);
}

TEST_CASE("shelf: without room, keeps nothing") {
  Shelf<int> shelf(0);
  shelf.put("a", 1, 1);
  CHECK(shelf.size() == 0);
}

}  // namespace quorate
