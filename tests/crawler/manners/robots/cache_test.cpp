#include "crawler/manners/robots/cache.hpp"

#include "tests/show.hpp"

#include <string>

namespace quorate {
namespace {

constexpr std::size_t max_bytes = std::size_t{500} * 1024;

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::size_t roomy = std::size_t{1} << 20U;
constexpr RobotsLifetimes lifetimes{hours(24), minutes(10)};
const RobotsCache::Time start = RobotsCache::Time(hours(1000));

RobotsAnswer denies(const std::string& path) {
  return {RobotsRules::parse("user-agent: *\ndisallow: " + path, "quorate", max_bytes), {}};
}
RobotsAnswer unreachable() { return {std::nullopt, {Code::connect_failed, "nobody there"}}; }

}  // namespace

TEST_CASE("robots cache: rules, hold for a day") {
  RobotsCache cache(roomy, lifetimes);
  CHECK_FALSE(cache.find("a.example:443", start));
  cache.keep("a.example:443", denies("/x"), start);
  const auto known = cache.find("a.example:443", start + hours(24) - seconds(1));
  REQUIRE(known);
  CHECK(access(*known, "/x") == Access::denied);
  CHECK(access(*known, "/y") == Access::allowed);
  CHECK_FALSE(cache.find("a.example:443", start + hours(24)));
  CHECK_FALSE(cache.find("a.example:8443", start));
}

TEST_CASE("robots cache: a host that cannot be asked, denies everything for some minutes") {
  RobotsCache cache(roomy, lifetimes);
  const auto held = cache.keep("a.example:443", unreachable(), start);
  CHECK(access(*held, "/x") == Access::denied);
  CHECK(cache.find("a.example:443", start + minutes(9)));
  CHECK_FALSE(cache.find("a.example:443", start + minutes(10)));
}

TEST_CASE("robots cache: a host that cannot be asked any more, is held to its older rules") {
  RobotsCache cache(roomy, lifetimes);
  cache.keep("a.example:443", denies("/x"), start);
  const auto held = cache.keep("a.example:443", unreachable(), start + hours(30));
  CHECK(access(*held, "/x") == Access::denied);
  CHECK(access(*held, "/y") == Access::allowed);
  CHECK_FALSE(cache.find("a.example:443", start + hours(30) + minutes(10)));
  cache.keep("a.example:443", unreachable(), start + hours(31));
  const auto later = cache.keep("a.example:443", denies("/y"), start + hours(32));
  CHECK(access(*later, "/y") == Access::denied);
}

TEST_CASE("robots cache: full, lets go of the oldest; a giant is not kept, and holds all the same") {
  std::string text = "user-agent: *\n";
  for (int i = 0; i < 100; ++i) text += "disallow: /" + std::string(100, 'a') + std::to_string(i) + "\n";
  RobotsCache cache(100'000, lifetimes);
  for (int i = 0; i < 100; ++i)
    cache.keep("h" + std::to_string(i), {RobotsRules::parse(text, "quorate", max_bytes), {}}, start);
  CHECK(cache.bytes() <= 100'000);
  CHECK(cache.find("h99", start));
  CHECK_FALSE(cache.find("h0", start));
  RobotsCache small(1000, lifetimes);
  const auto held = small.keep("a", {RobotsRules::parse(text, "quorate", max_bytes), {}}, start);
  CHECK(access(*held, "/" + std::string(100, 'a') + "7") == Access::denied);
  CHECK_FALSE(small.find("a", start));
}

}  // namespace quorate
