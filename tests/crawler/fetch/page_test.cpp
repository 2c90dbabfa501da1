#include "tests/crawler/fetch/web.hpp"
#include "tests/show.hpp"

namespace quorate {

TEST_CASE("fetch: a page, comes whole") {
  Web web("location = /hello { add_header X-Proof 'a b'; return 200 'hello, world'; }");
  const Observation seen = fetch_one(web.settings(), page("https://alice.test/hello"));
  REQUIRE(failure(seen) == "");
  CHECK(seen.status == 200);
  CHECK(seen.body == "hello, world");
  CHECK(seen.final_url == "https://alice.test/hello");
  CHECK(seen.peer == "127.0.0.1:" + std::to_string(web.port()));
  CHECK(seen.elapsed_us > 0);
  CHECK(std::find(seen.headers.begin(), seen.headers.end(),
                  std::pair<std::string, std::string>("x-proof", "a b")) != seen.headers.end());
}

TEST_CASE("fetch: no such page, is an answer") {
  Web web("");
  const Observation seen = fetch_one(web.settings(), page("https://alice.test/missing"));
  CHECK(failure(seen) == "");
  CHECK(seen.status == 404);
}

}  // namespace quorate
