#include "tests/crawler/fetch/web.hpp"
#include "tests/show.hpp"

#include <algorithm>
#include <cstdlib>

namespace quorate {
namespace {

bool has(const Observation& seen, const std::string& name, const std::string& value) {
  return std::find(seen.headers.begin(), seen.headers.end(), std::pair(name, value)) != seen.headers.end();
}

Request following(std::string url) {
  Request request = page(std::move(url));
  request.redirects = Redirects::www_twin;
  return request;
}

}  // namespace

TEST_CASE("fetch: a page, comes whole") {
  for (const Protocol protocol : {Protocol::http1, Protocol::http2}) {
    Web web("location = /hello { add_header X-Proof 'a b'; return 200 'hello, world'; }", protocol);
    const Observation seen = fetch_one(web.settings(), page("https://alice.test/hello"));
    REQUIRE(failure(seen) == "");
    CHECK(seen.status == 200);
    CHECK(seen.body == "hello, world");
    CHECK(seen.final_url == "https://alice.test/hello");
    CHECK(seen.peer == "127.0.0.1:" + std::to_string(web.port()));
    CHECK(seen.elapsed_us > 0);
    CHECK(has(seen, "x-proof", "a b"));
  }
}

TEST_CASE("fetch: no such page, is an answer") {
  Web web("");
  const Observation seen = fetch_one(web.settings(), page("https://alice.test/missing"));
  CHECK(failure(seen) == "");
  CHECK(seen.status == 404);
}

TEST_CASE("fetch: the request, sent as it was written") {
  Web web(
      "location / { default_type text/plain; return 200 "
      "'$request_uri|$http_accept|$http_user_agent|$http_cookie|$http_authorization'; }");
  FetchSettings settings = web.settings();
  settings.user_agent = "quorate/0 (+https://example.org/)";
  Request request = page("https://alice.test/a/./b/../c%2Fd?x=1&y=%20");
  request.headers = {{"Accept", "application/json"}};
  CHECK(fetch_one(settings, request).body ==
        "/a/./b/../c%2Fd?x=1&y=%20|application/json|quorate/0 (+https://example.org/)||");
}

TEST_CASE("fetch: a cookie, never sent back") {
  Web web("location / { add_header Set-Cookie 'a=b; Path=/'; return 200 'got $http_cookie'; }");
  boost::asio::io_context context(1);
  const auto fetcher = make_fetcher(context.get_executor(), web.settings());
  const auto twice = [&]() -> boost::asio::awaitable<void> {
    static_cast<void>(co_await fetcher->fetch(page("https://alice.test/")));
    CHECK((co_await fetcher->fetch(page("https://alice.test/"))).body == "got ");
  };
  boost::asio::co_spawn(context, twice(), boost::asio::detached);
  context.run();
}

TEST_CASE("fetch: a ~/.netrc with the host, not used") {
  Web web("location / { return 200 'as $http_authorization'; }");
  const TempDirectory home;
  home.write(".netrc", "machine alice.test login alice password secret\ndefault login any password one\n");
  const char* known = std::getenv("HOME");
  const std::string before = known == nullptr ? "" : known;
  setenv("HOME", home.path().c_str(), 1);
  CHECK(fetch_one(web.settings(), page("https://alice.test/")).body == "as ");
  setenv("HOME", before.c_str(), 1);
}

TEST_CASE("fetch: redirects to the www. twin, followed where asked for") {
  Web web(
      "location / { if ($host = alice.test) { return 301 https://www.alice.test$request_uri; } return 200 "
      "'twin'; }");
  const auto seen =
      fetch_all(web.settings(), {following("https://alice.test/p?q"), page("https://alice.test/p?q")});
  CHECK(failure(seen[0]) == "");
  CHECK(seen[0].final_url == "https://www.alice.test/p?q");
  CHECK(seen[0].body == "twin");
  CHECK(seen[0].status == 200);
  CHECK(code(seen[1]) == "redirect_refused");
  CHECK(seen[1].status == 301);
  CHECK(seen[1].final_url == "https://alice.test/p?q");
}

TEST_CASE("fetch: redirects elsewhere, refused and their pages not seen") {
  Web web(
      "location = /host { return 302 https://bob.test/host; }\nlocation = /plain { return 301 "
      "http://www.alice.test/plain; }\n"
      "location = /path { return 301 https://www.alice.test/other; }\nlocation = /see { return 303 "
      "https://www.alice.test/see; }\n"
      "location = /loop { if ($host = alice.test) { return 301 https://www.alice.test/loop; } return 301 "
      "https://alice.test/loop; }\n"
      "location = /relative { return 307 /loop; }\nlocation = /nowhere { return 302; }");
  std::vector<Request> requests;
  for (const std::string path : {"host", "plain", "path", "see", "loop", "relative", "nowhere"})
    requests.push_back(following("https://alice.test/" + path));
  for (const Observation& seen : fetch_all(web.settings(), requests)) {
    CAPTURE(seen.final_url);
    CHECK(code(seen) == "redirect_refused");
  }
}

TEST_CASE("fetch: 32 at once, on one host and on many") {
  CertificateAuthority authority;
  std::vector<std::string> hosts;
  for (int i = 0; i < 32; ++i) hosts.push_back("host" + std::to_string(i) + ".test");
  for (const Protocol protocol : {Protocol::http1, Protocol::http2}) {
    const TempDirectory files;
    const Nginx nginx(
        files, virtual_host(authority.issue(hosts), "_", "location / { return 200 $host$uri; }", protocol));
    const FetchSettings settings = settings_for(nginx.port(), authority);
    std::vector<Request> requests;
    for (int i = 0; i < 32; ++i) requests.push_back(page("https://host0.test/" + std::to_string(i)));
    for (const std::string& host : hosts) requests.push_back(page("https://" + host + "/"));
    const auto seen = fetch_all(settings, requests);
    for (std::size_t i = 0; i < 32; ++i) CHECK(seen[i].body == "host0.test/" + std::to_string(i));
    for (std::size_t i = 0; i < 32; ++i) CHECK(seen[32 + i].body == hosts[i] + "/");
  }
}

}  // namespace quorate
