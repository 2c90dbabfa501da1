#include "crawler/fetch/route.hpp"

#include <catch2/catch.hpp>

namespace quorate {

TEST_CASE("join routes: two hosts on the way, each name once, the earlier first, the later's certificate") {
  const Route earlier{{"a.cdn.test", "b.cdn.test"}, {"192.0.2.1"}, {"ns1.test"}, "First Authority"};
  const Route later{{"b.cdn.test", "c.cdn.test"}, {"192.0.2.2", "192.0.2.1"}, {}, "Second Authority"};
  const Route route = joined(earlier, later);
  CHECK(route.aliases == std::vector<std::string>{"a.cdn.test", "b.cdn.test", "c.cdn.test"});
  CHECK(route.addresses == std::vector<std::string>{"192.0.2.1", "192.0.2.2"});
  CHECK(route.name_servers == std::vector<std::string>{"ns1.test"});
  CHECK(route.issuer == "Second Authority");
  CHECK(joined({}, later) == later);
}

}  // namespace quorate
