#include "crawler/fetch/redirect.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

RedirectTrail trail_from(std::string_view url, Redirects policy, unsigned max_hops = 3) {
  return {policy, max_hops, parse_https(url).value()};
}

constexpr std::string_view asked = "https://alice.example/p?q=1";

}  // namespace

TEST_CASE("redirect: no redirect, the answer is final") {
  for (const int status : {200, 204, 304, 400, 401, 404, 410, 429, 500, 503}) {
    auto trail = trail_from(asked, Redirects::www_twin);
    const auto next = trail.step(status, Headers{{"location", "https://www.alice.example/p?q=1"}});
    REQUIRE(next);
    CHECK_FALSE(next->has_value());
  }
}

TEST_CASE("redirect: to the www. twin and back to the bare host, followed") {
  struct Row {
    std::string_view from, location, to;
  };
  for (const Row& row :
       {Row{asked, "https://www.alice.example/p?q=1", "https://www.alice.example/p?q=1"},
        Row{"https://www.alice.example/p", "https://alice.example/p", "https://alice.example/p"},
        Row{asked, "HTTPS://WWW.Alice.Example/p?q=1", "https://www.alice.example/p?q=1"},
        Row{asked, "https://www.alice.example:443/p?q=1", "https://www.alice.example/p?q=1"},
        Row{asked, "//www.alice.example/p?q=1", "https://www.alice.example/p?q=1"},
        Row{"https://alice.example/", "https://www.alice.example", "https://www.alice.example/"},
        Row{"https://alice.example:8443/", "https://www.alice.example/", "https://www.alice.example/"}})
    for (const int status : {301, 302, 307, 308}) {
      CAPTURE(row.from, row.location, status);
      auto trail = trail_from(row.from, Redirects::www_twin);
      const auto next = trail.step(status, Headers{{"server", "x"}, {"location", std::string(row.location)}});
      REQUIRE(next);
      REQUIRE(next->has_value());
      CHECK(text(**next) == row.to);
      CHECK(text(trail.current()) == row.to);
    }
}

TEST_CASE("redirect: anywhere else, refused") {
  for (const std::string_view location : {"",
                                          "/",
                                          "p?q=1",
                                          "/p?q=1",
                                          "https://alice.example/p?q=1",
                                          "https://www.alice.example/p",
                                          "https://www.alice.example/",
                                          "https://www.alice.example/P?q=1",
                                          "https://www.alice.example/p?q=1#f",
                                          "https://www.alice.example/p?q=1 ",
                                          "https://www.alice.example//p?q=1",
                                          "https://www.alice.example/%70?q=1",
                                          "http://www.alice.example/p?q=1",
                                          "https://www.alice.example:80/p?q=1",
                                          "https://www.alice.example:8443/p?q=1",
                                          "https://x@www.alice.example/p?q=1",
                                          "https://www.alice.example./p?q=1",
                                          "https://www.www.alice.example/p?q=1",
                                          "https://mallory.example/p?q=1",
                                          "https://www.alice.example.mallory.example/p?q=1",
                                          "https://wwwxalice.example/p?q=1",
                                          "https://example/p?q=1",
                                          "https://127.0.0.1/p?q=1",
                                          "https://[::1]/p?q=1",
                                          "ftp://www.alice.example/p?q=1",
                                          "file:///etc/passwd",
                                          "javascript:alert(1)",
                                          "//mallory.example/p?q=1",
                                          "https:\\\\www.alice.example/p?q=1",
                                          "https://www.alice.example\\p?q=1"}) {
    CAPTURE(location);
    auto trail = trail_from(asked, Redirects::www_twin);
    const auto next = trail.step(301, Headers{{"location", std::string(location)}});
    REQUIRE_FALSE(next);
    CHECK(next.error().code == Code::redirect_refused);
    CHECK(text(trail.current()) == asked);
  }
}

TEST_CASE("redirect: statuses that stand for something else than the page, refused") {
  for (const int status : {300, 303, 305, 306, 309, 399}) {
    auto trail = trail_from(asked, Redirects::www_twin);
    const auto next = trail.step(status, Headers{{"location", "https://www.alice.example/p?q=1"}});
    REQUIRE_FALSE(next);
    CHECK(next.error().code == Code::redirect_refused);
  }
}

TEST_CASE("redirect: where none is followed, every one refused") {
  for (const int status : {300, 301, 302, 303, 307, 308}) {
    auto trail = trail_from(asked, Redirects::none);
    const auto next = trail.step(status, Headers{{"location", "https://www.alice.example/p?q=1"}});
    REQUIRE_FALSE(next);
    CHECK(next.error().code == Code::redirect_refused);
  }
}

TEST_CASE("redirect: no Location or two of them, refused") {
  for (const Headers& headers : {Headers{}, Headers{{"location", "https://www.alice.example/p?q=1"},
                                                    {"location", "https://www.alice.example/p?q=1"}}}) {
    auto trail = trail_from(asked, Redirects::www_twin);
    CHECK_FALSE(trail.step(301, headers));
  }
}

TEST_CASE("redirect: round in circles or too far, refused") {
  auto circle = trail_from(asked, Redirects::www_twin);
  REQUIRE(circle.step(301, Headers{{"location", "https://www.alice.example/p?q=1"}}));
  const auto back = circle.step(301, Headers{{"location", "https://alice.example/p?q=1"}});
  REQUIRE_FALSE(back);
  CHECK(back.error().detail.find("circles") != std::string::npos);
  auto none_left = trail_from(asked, Redirects::www_twin, 0);
  CHECK_FALSE(none_left.step(301, Headers{{"location", "https://www.alice.example/p?q=1"}}));
}

TEST_CASE("redirect: a Location with control characters, shown harmlessly") {
  auto trail = trail_from(asked, Redirects::www_twin);
  const auto next = trail.step(302, Headers{{"location", "https://x.example/\x1b[31m"}});
  REQUIRE_FALSE(next);
  CHECK(next.error().detail.find('\x1b') == std::string::npos);
}

}  // namespace quorate
