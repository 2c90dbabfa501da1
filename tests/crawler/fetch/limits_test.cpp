#include "tests/crawler/fetch/web.hpp"
#include "tests/servers/silent.hpp"
#include "tests/show.hpp"

#include <sys/resource.h>

namespace quorate {
namespace {

using std::chrono::milliseconds;

Request small_page(std::string url, std::size_t max_body_bytes) {
  Request request = page(std::move(url));
  request.max_body_bytes = max_body_bytes;
  return request;
}

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

// Puts NAME.gz made of `count` bytes "a", packed as tightly as gzip can.
void put_gzip(const Web& web, const std::string& name, std::size_t count) {
  web.put(name, std::string(count, 'a'));
  run({"gzip", "-9", "-n", name}, web.files().path());
}

constexpr std::string_view packed =
    "location ~ gz$ { default_type text/html; add_header Content-Encoding gzip; }";

}  // namespace

TEST_CASE("fetch: a body of just the limit, comes whole; one byte more, nothing of it") {
  for (const Protocol protocol : {Protocol::http1, Protocol::http2}) {
    Web web("", protocol);
    web.put("fits", std::string(100'000, 'a'));
    web.put("more", std::string(100'001, 'a'));
    const auto seen = fetch_all(web.settings(), {small_page("https://alice.test/fits", 100'000),
                                                 small_page("https://alice.test/more", 100'000)});
    CHECK(failure(seen[0]) == "");
    CHECK(seen[0].body.size() == 100'000);
    CHECK(code(seen[1]) == "over_limit");
    CHECK(seen[1].body.empty());
    CHECK(seen[1].headers.empty());
  }
}

TEST_CASE("fetch: no limit asked for, the default holds") {
  Web web("");
  web.put("more", std::string(3'000'000, 'a'));
  CHECK(code(fetch_one(web.settings(), page("https://alice.test/more"))) == "over_limit");
}

TEST_CASE("fetch: an error page over the limit, its status without its body") {
  for (const Protocol protocol : {Protocol::http1, Protocol::http2}) {
    Web web("error_page 404 /404.html; location = /404.html { internal; }", protocol);
    web.put("404.html", std::string(100'000, 'a'));
    const Observation seen = fetch_one(web.settings(), small_page("https://alice.test/missing", 10'000));
    CHECK(failure(seen) == "");
    CHECK(seen.status == 404);
    CHECK(seen.body.empty());
  }
}

TEST_CASE("fetch: gzip bombs, stopped early and by their ratio") {
  Web web(packed);
  constexpr std::size_t bomb_bytes = 64 * 1024 * 1024;
  put_gzip(web, "bomb", bomb_bytes);
  put_gzip(web, "small-bomb", 200'000);  // fits the body limit, 1000 times its size
  put_gzip(web, "tiny", 60'000);         // the same, but too small to matter
  [[maybe_unused]] const long before = peak_kilobytes();
  const auto seen =
      fetch_all(web.settings(), {page("https://alice.test/bomb.gz"), page("https://alice.test/small-bomb.gz"),
                                 page("https://alice.test/tiny.gz")});
  CHECK(code(seen[0]) == "over_limit");
  CHECK(code(seen[1]) == "over_limit");
  CHECK(failure(seen[1]).find("times its size") != std::string::npos);
  CHECK(failure(seen[2]) == "");
  CHECK(seen[2].body.size() == 60'000);
#ifndef __SANITIZE_ADDRESS__
  CHECK(peak_kilobytes() - before < 32 * 1024);
#endif
}

TEST_CASE("fetch: gzip made while it is sent, in chunks, decoded and counted right") {
  for (const Protocol protocol : {Protocol::http1, Protocol::http2}) {
    Web web("gzip on; gzip_types text/plain; gzip_comp_level 9; default_type text/plain;", protocol);
    // Packed about 20 times: what curl takes at once decodes to far more than 64 KiB before curl has counted
    // a byte of it.
    std::string honest;
    for (int i = 0; honest.size() < 1'000'000; ++i)
      honest += "<li class=\"follower\"><a href=\"/u/" + std::to_string(i) +
                "\" rel=\"nofollow ugc\">a follower</a></li>\n";
    web.put("honest", honest);
    web.put("bomb", std::string(1'000'000, 'a'));
    const auto seen =
        fetch_all(web.settings(), {page("https://alice.test/honest"), page("https://alice.test/bomb")});
    CHECK(failure(seen[0]) == "");
    CHECK(seen[0].body == honest);
    CHECK(code(seen[1]) == "over_limit");
  }
}

TEST_CASE("fetch: two layers of encoding, refused") {
  Web web("location / { add_header Content-Encoding 'gzip, gzip'; return 200 'x'; }");
  CHECK(code(fetch_one(web.settings(), page("https://alice.test/"))) == "over_limit");
}

TEST_CASE("fetch: bytes that are not the gzip they are said to be, a broken transfer") {
  Web web(packed);
  web.put("broken.gz", "this is not gzip at all");
  CHECK(code(fetch_one(web.settings(), page("https://alice.test/broken.gz"))) == "transfer_failed");
}

TEST_CASE("fetch: header floods, refused") {
  std::string many = "location = /many { return 200 'x';";
  for (int i = 0; i < 200; ++i) many += " add_header X-" + std::to_string(i) + " y;";
  const std::string large =
      "location = /large { return 200 'x'; add_header X-A '" + std::string(3'000, 'a') + "'; }";
  for (const Protocol protocol : {Protocol::http1, Protocol::http2}) {
    Web web(many + " }\n" + large, protocol);
    FetchSettings settings = web.settings();
    CHECK(code(fetch_one(settings, page("https://alice.test/many"))) == "over_limit");
    CHECK(failure(fetch_one(settings, page("https://alice.test/large"))) == "");
    settings.limits.header_bytes = 2'000;
    CHECK(code(fetch_one(settings, page("https://alice.test/large"))) == "over_limit");
  }
}

TEST_CASE("fetch: a server that takes the connection and is silent, timed out") {
  const SilentServer silent;
  const CertificateAuthority authority;
  FetchSettings settings = settings_for(silent.port(), authority);
  settings.limits.connect = milliseconds(300);
  const Observation seen = fetch_one(settings, page("https://alice.test/"));
  CHECK(failure(seen) == "timed_out: no connection within 300 ms");
  CHECK(seen.elapsed_us >= 300'000);
}

TEST_CASE("fetch: less time left than the limits say, timed out then; none left, not asked") {
  const SilentServer silent;
  const CertificateAuthority authority;
  Request hurried = page("https://alice.test/");
  hurried.time_left = milliseconds(300);
  const Observation seen = fetch_one(settings_for(silent.port(), authority), hurried);
  CHECK(failure(seen) == "timed_out: no complete answer in the time for the whole fetch");
  CHECK(seen.elapsed_us >= 300'000);
  CHECK(seen.elapsed_us < 3'000'000);
  CHECK(silent.was_connected_to());
  for (const int left : {0, -1}) {
    hurried.time_left = milliseconds(left);
    CHECK(code(fetch_one(settings_for(silent.port(), authority), hurried)) == "timed_out");
  }
  CHECK_FALSE(silent.was_connected_to());
}

TEST_CASE("fetch: less time left than a question to DNS may take, timed out and no fault of DNS") {
  const SilentServer silent;
  FetchSettings settings;
  settings.limits = shipped_limits();
  settings.resolver = parse_endpoint("127.0.0.1:" + std::to_string(silent.port())).value();
  Request address = page("https://alice.test/"), record;
  record.dns_name = "alice.test";
  address.time_left = record.time_left = milliseconds(300);
  for (const Observation& seen : fetch_all(settings, {address, record})) {
    CHECK(failure(seen) == "timed_out: no answer of DNS in the time for the whole fetch");
    CHECK(seen.elapsed_us < 3'000'000);
  }
}

TEST_CASE("fetch: a server that never answers the request, timed out") {
  const SilentServer silent;
  const Web web("location / { proxy_pass http://127.0.0.1:" + std::to_string(silent.port()) + "; }");
  FetchSettings settings = web.settings();
  settings.limits.first_byte = milliseconds(300);
  CHECK(failure(fetch_one(settings, page("https://alice.test/"))) ==
        "timed_out: no byte of an answer within 300 ms");
}

TEST_CASE("fetch: a server that drips, given up for its speed; and a slow one for the whole time") {
  Web web("location / { limit_rate 300; } location /slow { limit_rate 20000; }");
  web.put("drip", std::string(50'000, 'a'));
  web.put("slow", std::string(500'000, 'a'));
  FetchSettings settings = web.settings();
  settings.limits.low_speed_window = milliseconds(1'000);
  settings.limits.total = milliseconds(3'000);
  const auto seen = fetch_all(settings, {page("https://alice.test/drip"), page("https://alice.test/slow")});
  CHECK(failure(seen[0]) == "timed_out: slower than 500 bytes a second");
  CHECK(code(seen[1]) == "timed_out");
  CHECK(seen[1].elapsed_us >= 3'000'000);
  CHECK(seen[1].body.empty());
}

}  // namespace quorate
