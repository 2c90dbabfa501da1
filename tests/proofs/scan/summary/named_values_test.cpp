#include "proofs/scan/summary/named_values.hpp"

#include "proofs/scan/summary/summary.hpp"
#include "tests/show.hpp"

#include <algorithm>
#include <random>

namespace quorate {
namespace {

std::string name(std::uint64_t number) { return "name" + std::to_string(number); }

std::uint64_t sum(const NamedValues<Count>& values) {
  std::uint64_t all = values.others().count;
  for (const auto& [name, value] : values.rows()) all += value.count;
  return all;
}

}  // namespace

TEST_CASE("keep names: fewer than there is room for, keeps all with their counts") {
  NamedValues<Count> values(3);
  for (const char* name : {"b", "a", "b"}) ++values.at(name, Keep::sampled).count;
  REQUIRE(values.rows().size() == 2);
  CHECK(values.rows().at("a").count == 1);
  CHECK(values.rows().at("b").count == 2);
  CHECK(values.complete());
  CHECK(values.names() == 2);
  CHECK(values.others() == Count{});
}

TEST_CASE("keep names: more than there is room for, counts the rest together and says so") {
  NamedValues<Count> values(100);
  for (std::uint64_t i = 0; i < 5000; ++i) ++values.at(name(i), Keep::sampled).count;
  CHECK(values.rows().size() == 100);
  CHECK_FALSE(values.complete());
  CHECK(values.others().count == 4900);
  CHECK(values.names() > 3500);  // an estimate from 100: 10 % off, one time in three
  CHECK(values.names() < 6500);
}

TEST_CASE("keep names: a listed one, outlives any number of others and keeps its exact count") {
  NamedValues<Count> values(10);
  for (std::uint64_t i = 0; i < 1000; ++i) {
    ++values.at(name(i), Keep::sampled).count;
    if (i % 3 == 0) ++values.at("Forge Inc", Keep::listed).count;
  }
  REQUIRE(values.rows().count("Forge Inc") == 1);
  CHECK(values.rows().at("Forge Inc").count == 334);
  CHECK(values.rows().size() == 10);
}

TEST_CASE("keep names: no room at all, counts everything together") {
  NamedValues<Count> values(0);
  ++values.at("a", Keep::listed).count;
  ++values.at("b", Keep::sampled).count;
  CHECK(values.rows().empty());
  CHECK(values.others().count == 2);
}

TEST_CASE("keep names: any order and any division, keeps the same names with the same counts") {
  std::mt19937_64 random(7);
  std::vector<std::uint64_t> seen;
  for (int i = 0; i < 4000; ++i) seen.push_back(random() % 700);
  const auto keep = [](std::uint64_t number) { return number % 50 == 0 ? Keep::listed : Keep::sampled; };
  NamedValues<Count> whole(40);
  for (const std::uint64_t number : seen) ++whole.at(name(number), keep(number)).count;
  for (int round = 0; round < 20; ++round) {
    std::shuffle(seen.begin(), seen.end(), random);
    std::vector<NamedValues<Count>> parts(5, NamedValues<Count>(40));
    for (const std::uint64_t number : seen)
      ++parts[random() % parts.size()].at(name(number), keep(number)).count;
    NamedValues<Count> left = parts[0];
    for (std::size_t i = 1; i < parts.size(); ++i) left.merge(parts[i]);
    NamedValues<Count> right = parts[4];
    for (std::size_t i = 4; i-- > 0;) {
      NamedValues<Count> next = parts[i];
      next.merge(right);
      right = next;
    }
    CHECK(left == whole);
    CHECK(right == whole);
    CHECK(sum(left) == seen.size());
  }
}

}  // namespace quorate
