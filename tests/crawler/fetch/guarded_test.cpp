#include "tests/crawler/fetch/web.hpp"
#include "tests/servers/bind.hpp"
#include "tests/servers/silent.hpp"
#include "tests/show.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdlib>

namespace quorate {
namespace {

// Names of inside.test that point where the crawler must not go, and one that points there and outside at
// once.
const Zone inside{"inside.test",
                  "loopback IN A 127.0.0.1\nlink IN A 169.254.169.254\nzero IN A 0.0.0.0\n"
                  "mapped IN AAAA ::ffff:127.0.0.1\nsix IN AAAA ::1\nnat64 IN AAAA 64:ff9b::7f00:1\n"
                  "split IN A 93.184.216.34\nsplit IN A 127.0.0.1\n"
                  "split6 IN A 93.184.216.34\nsplit6 IN AAAA ::1\n"
                  "many IN AAAA fd00::1\nmany IN AAAA fd00::2\nmany IN AAAA fd00::3\nmany IN AAAA fd00::4\n"
                  "many IN AAAA fd00::5\nmany IN AAAA fd00::6\nmany IN AAAA fd00::7\nmany IN AAAA fd00::8\n"
                  "many IN AAAA fd00::9\nmany IN A 127.0.0.1\n"
                  "alias IN CNAME loopback\nchain IN CNAME alias\nempty IN TXT x\n",
                  false,
                  {}};

FetchSettings asking(const Bind& bind) {
  FetchSettings settings;
  settings.resolver = parse_endpoint("127.0.0.1:" + std::to_string(bind.port())).value();
  settings.limits = shipped_limits();
  return settings;
}

std::string url(std::string_view name, int port) {
  return "https://" + std::string(name) + ".inside.test:" + std::to_string(port) + "/";
}

}  // namespace

TEST_CASE("fetch: names that point to this machine, refused without a connection") {
  const Bind bind({inside});
  const SilentServer server;
  for (const std::string_view name :
       {"loopback", "link", "zero", "mapped", "six", "nat64", "split", "split6", "alias"}) {
    CAPTURE(name);
    const auto seen = fetch_all(asking(bind), {page("https://" + std::string(name) + ".inside.test/"),
                                               page(url(name, server.port()))});
    CHECK(code(seen[0]) == "address_refused");
    CHECK(code(seen[1]) == "address_refused");
  }
  CHECK_FALSE(server.was_connected_to());
}

TEST_CASE("fetch: hosts without an address or unknown, no answer of DNS") {
  const Bind bind({inside});
  CHECK(code(fetch_one(asking(bind), page("https://empty.inside.test/"))) == "dns_failed");
  CHECK(code(fetch_one(asking(bind), page("https://missing.inside.test/"))) == "dns_failed");
}

TEST_CASE("fetch: an address that the configuration allows, connected to by its name") {
  CertificateAuthority authority;
  const TempDirectory files;
  const Nginx nginx(
      files, virtual_host(authority.issue({"loopback.inside.test", "alias.inside.test", "chain.inside.test"}),
                          "_", "location / { return 200 $host; }"));
  const Bind bind({inside});
  FetchSettings settings = asking(bind);
  settings.ca_file = authority.file();
  settings.allowed = {parse_range("127.0.0.0/8").value()};
  const auto seen =
      fetch_all(settings, {page(url("loopback", nginx.port())), page(url("alias", nginx.port()))});
  for (const Observation& observation : seen) {
    CHECK(failure(observation) == "");
    CHECK(observation.peer == "127.0.0.1:" + std::to_string(nginx.port()));
  }
  CHECK(seen[1].body == "alias.inside.test");
  CHECK(seen[0].route == Route{{}, {"127.0.0.1"}, {}, "Test authority"});
  CHECK(seen[1].route == Route{{"loopback.inside.test"}, {"127.0.0.1"}, {}, "Test authority"});
  const Request chain = page(url("chain", nginx.port()));
  for (const Observation& observation : fetch_all(settings, {chain, chain, chain}))  // over one connection
    CHECK(observation.route ==
          Route{{"alias.inside.test", "loopback.inside.test"}, {"127.0.0.1"}, {}, "Test authority"});
  CHECK(code(fetch_one(settings, page(url("six", nginx.port())))) == "address_refused");
  CHECK(code(fetch_one(settings, page(url("split6", nginx.port())))) == "address_refused");
}

TEST_CASE("fetch: more addresses than are tried, the last one refused, refused whenever it is asked") {
  const Bind bind({inside});
  FetchSettings settings = asking(bind);
  settings.allowed = {parse_range("fd00::/8").value()};
  boost::asio::io_context context(1);
  const auto fetcher = make_fetcher(context.get_executor(), settings);
  std::vector<std::string> codes;
  const auto thrice = [&]() -> boost::asio::awaitable<void> {
    for (int i = 0; i < 3; ++i)
      codes.push_back(code(co_await fetcher->fetch(page("https://many.inside.test/"))));
  };
  boost::asio::co_spawn(context, thrice(), boost::asio::detached);
  context.run();
  CHECK(codes == std::vector<std::string>(3, "address_refused"));
}

TEST_CASE("fetch: the name servers of a zone, asked for beside the page; none or no answer, none") {
  CertificateAuthority authority;
  const TempDirectory files;
  const Nginx nginx(files, virtual_host(authority.issue({"loopback.inside.test"}), "_",
                                        "location / { return 200 $host; }"));
  const Bind bind({inside});
  FetchSettings settings = asking(bind);
  settings.ca_file = authority.file();
  settings.allowed = {parse_range("127.0.0.0/8").value()};
  Request request = page(url("loopback", nginx.port()));
  const auto name_servers_of = [&](const std::string& zone) {
    request.zone = zone;
    const Observation seen = fetch_one(settings, request);
    CHECK(failure(seen) == "");
    CHECK(seen.body == "loopback.inside.test");
    return seen.route.name_servers;
  };
  CHECK(name_servers_of("inside.test") == std::vector<std::string>{"ns.inside.test"});
  CHECK(name_servers_of("loopback.inside.test").empty());
  CHECK(name_servers_of("elsewhere.test").empty());
  CHECK(name_servers_of("no name").empty());
  CHECK(name_servers_of("").empty());
}

TEST_CASE("fetch: every connection to one address, nothing learnt about the route") {
  Web web("location / { return 200 'x'; }");
  Request request = page("https://alice.test/");
  request.zone = "alice.test";
  const Observation seen = fetch_one(web.settings(), request);
  CHECK(failure(seen) == "");
  CHECK(seen.route == Route{});
}

TEST_CASE("fetch: hosts that are addresses, other schemes and users in URLs, refused") {
  const SilentServer server;
  const CertificateAuthority authority;
  const FetchSettings settings = settings_for(server.port(), authority);
  for (const std::string_view host : {"127.0.0.1", "[::1]", "127.1", "2130706433", "0x7f000001"})
    CHECK(code(fetch_one(settings, page("https://" + std::string(host) + "/"))) == "address_refused");
  for (const std::string_view wrong :
       {"http://alice.test/", "file:///etc/passwd", "https://a@alice.test/", "ftp://alice.test/"})
    CHECK(code(fetch_one(settings, page(std::string(wrong)))) == "bad_uri");
  CHECK_FALSE(server.was_connected_to());
}

TEST_CASE("fetch: proxies of the environment, ignored") {
  Web web("location / { return 200 'x'; }");
  const SilentServer proxy;
  const std::string there = "http://127.0.0.1:" + std::to_string(proxy.port());
  for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
    setenv(name, there.c_str(), 1);
  CHECK(failure(fetch_one(web.settings(), page("https://alice.test/"))) == "");
  for (const char* name : {"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
    unsetenv(name);
  CHECK_FALSE(proxy.was_connected_to());
}

TEST_CASE("fetch: an alternative service that the server names, ignored") {
  const SilentServer other;
  Web web("location / { add_header Alt-Svc 'h2=\"127.0.0.1:" + std::to_string(other.port()) +
          "\"; ma=3600'; return 200 'x'; }");
  CHECK(failure(fetch_one(web.settings(), page("https://alice.test/"))) == "");
  CHECK(failure(fetch_one(web.settings(), page("https://alice.test/"))) == "");
  CHECK_FALSE(other.was_connected_to());
}

TEST_CASE("fetch: an alternative service, ignored by the next fetch where nothing else decides the port") {
  const SilentServer other;
  CertificateAuthority authority;
  const TempDirectory files;
  const std::string there = "=\":" + std::to_string(other.port()) + "\"; ma=3600";
  const Nginx nginx(files, virtual_host(authority.issue({"loopback.inside.test"}), "_",
                                        "keepalive_timeout 0;\nlocation / { add_header Alt-Svc 'h1" + there +
                                            ", h2" + there + ", http/1.1" + there + "'; return 200 'x'; }",
                                        Protocol::http1));
  const Bind bind({inside});
  FetchSettings settings = asking(bind);
  settings.ca_file = authority.file();
  settings.allowed = {parse_range("127.0.0.0/8").value()};
  boost::asio::io_context context(1);
  const auto fetcher = make_fetcher(context.get_executor(), settings);
  const auto thrice = [&]() -> boost::asio::awaitable<void> {
    for (int i = 0; i < 3; ++i) {
      const Observation seen = co_await fetcher->fetch(page(url("loopback", nginx.port())));
      CHECK(failure(seen) == "");
      CHECK(seen.peer == "127.0.0.1:" + std::to_string(nginx.port()));
    }
  };
  boost::asio::co_spawn(context, thrice(), boost::asio::detached);
  context.run();
  CHECK_FALSE(other.was_connected_to());
}

TEST_CASE("fetch: nobody listens, no connection") {
  const CertificateAuthority authority;
  const Observation seen = fetch_one(settings_for(free_port(), authority), page("https://alice.test/"));
  CHECK(code(seen) == "connect_failed");
}

TEST_CASE("fetch: requests that make no sense, refused") {
  const CertificateAuthority authority;
  const FetchSettings settings = settings_for(free_port(), authority);
  CHECK(code(fetch_one(settings, Request{})) == "bad_argument");
  Request both = page("https://alice.test/");
  both.dns_name = "alice.test";
  CHECK(code(fetch_one(settings, both)) == "bad_argument");
  Request split = page("https://alice.test/");
  split.headers = {{"Accept", "text/html\r\nX-Injected: 1"}};
  CHECK(code(fetch_one(settings, split)) == "bad_argument");
}

}  // namespace quorate
