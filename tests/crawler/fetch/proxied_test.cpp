#include "tests/crawler/fetch/web.hpp"
#include "tests/servers/process.hpp"
#include "tests/servers/temp_directory.hpp"
#include "tests/show.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace quorate {
namespace {

constexpr auto locations =
    "location = /hello { default_type text/plain; return 200 hello; }\n"
    "location = /who { default_type text/plain; return 200 $remote_addr; }\n"
    "location = /old { return 301 https://www.alice.test/old; }";

// A web server behind a SOCKS 5 and a CONNECT proxy.
class Town {
 public:
  Town() {
    proxies_.wait_for_port(socks_port_);
    proxies_.wait_for_port(http_port_);
  }

  FetchSettings settings(ProxyKind kind) const {
    FetchSettings settings = web_.settings();
    settings.connect_to.reset();
    const int port = kind == ProxyKind::socks5 ? socks_port_ : http_port_;
    settings.proxy = Proxy{kind, parse_endpoint("127.0.0.1:" + std::to_string(port)).value()};
    return settings;
  }
  // What the proxies were asked so far.
  std::string log() const {
    std::ifstream in(files_.path() / "log");
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  Web web_{locations};
  TempDirectory files_;
  int socks_port_ = free_port();
  int http_port_ = free_port();
  Process proxies_{{"python3", "-B", QUORATE_SOURCE_DIR "/tests/servers/proxies.py",
                    std::to_string(web_.port()), std::to_string(socks_port_), std::to_string(http_port_)},
                   files_.path(),
                   files_.path() / "log"};
};

// Keeps what went out.
class Heads final : public ExchangeLog {
 public:
  std::string fetched(const Request&, const Observation&, const std::vector<Exchange>& steps) override {
    for (const Exchange& step : steps) sent.push_back(step.sent);
    return "";
  }

  std::vector<std::string> sent;
};

// One after the other, over one connection where that goes.
std::vector<std::string> heads_of(const FetchSettings& settings, const std::vector<Request>& requests) {
  boost::asio::io_context context(1);
  Heads heads;
  const auto fetcher = make_fetcher(context.get_executor(), settings, &heads);
  const auto all = [&]() -> boost::asio::awaitable<void> {
    for (const Request& request : requests) co_await fetcher->fetch(request);
  };
  boost::asio::co_spawn(context, all(), boost::asio::detached);
  context.run();
  return heads.sent;
}

std::string header(const Observation& observation, std::string_view wanted) {
  for (const auto& [name, value] : observation.headers)
    if (name == wanted) return value;
  return "";
}

}  // namespace

TEST_CASE(
    "proxied fetch: SOCKS 5 and CONNECT, the proxy is given the name, and nothing else of the request") {
  const Town town;
  for (const ProxyKind kind : {ProxyKind::socks5, ProxyKind::http}) {
    const FetchSettings settings = town.settings(kind);
    Request request = page("https://alice.test/hello");
    request.headers = {{"X-Ours", "secret"}};
    const Observation seen = fetch_one(settings, request);
    INFO(failure(seen) << "\n" << town.log());
    CHECK(seen.status == 200);
    CHECK(seen.body == "hello");
    CHECK(seen.peer == text(settings.proxy->endpoint));
    CHECK(header(seen, "x-from-proxy").empty());
    CHECK(header(seen, "retry-after").empty());
  }
  CHECK(town.log() == "socks alice.test:443\nhttp CONNECT alice.test:443\n");
}

TEST_CASE("proxied fetch: the environment names other proxies, or none for this host, and is not asked") {
  const Town town;
  for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"})
    ::setenv(name, "http://127.0.0.1:1", 1);
  for (const char* name : {"no_proxy", "NO_PROXY"}) ::setenv(name, "*", 1);
  const Observation seen = fetch_one(town.settings(ProxyKind::socks5), page("https://alice.test/hello"));
  for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "no_proxy", "NO_PROXY"})
    ::unsetenv(name);
  INFO(failure(seen));
  CHECK(seen.status == 200);
  CHECK(town.log() == "socks alice.test:443\n");
}

TEST_CASE("proxied fetch: a redirect to the www. twin, goes through it again") {
  const Town town;
  Request request = page("https://alice.test/old");
  request.redirects = Redirects::www_twin;
  const Observation seen = fetch_one(town.settings(ProxyKind::http), request);
  CHECK(seen.final_url == "https://www.alice.test/old");
  CHECK(town.log() == "http CONNECT alice.test:443\nhttp CONNECT www.alice.test:443\n");
}

TEST_CASE(
    "proxied fetch: what goes into a record, the request's head alone and not what the proxy was told") {
  const Town town;
  for (const ProxyKind kind : {ProxyKind::socks5, ProxyKind::http}) {
    const auto sent = heads_of(
        town.settings(kind),
        {page("https://alice.test/hello"), page("https://alice.test/who"), page("https://refused.test/")});
    REQUIRE(sent.size() == 3);
    CHECK(sent[0].starts_with("GET /hello HTTP/"));
    CHECK(sent[1].starts_with("GET /who HTTP/"));
    for (const std::string& head : {sent[0], sent[1]}) {
      CHECK(head.find("CONNECT") == std::string::npos);
      CHECK(head.find("\r\n\r\n") == head.size() - 4);
    }
    CHECK(sent[2].empty());
  }
}

TEST_CASE("proxied fetch: addresses and names of no public zone, are refused before the proxy is asked") {
  const Town town;
  for (const std::string url :
       {"https://127.0.0.1/", "https://2130706433/", "https://0x7f.1/", "https://[::1]/",
        "https://a.localhost/", "https://printer.local/", "https://db.internal/"}) {
    INFO(url);
    CHECK(code(fetch_one(town.settings(ProxyKind::socks5), page(url))) == "address_refused");
  }
  CHECK(town.log().empty());
}

TEST_CASE("proxied fetch: the proxy refuses, is not there, or the certificate is another's: could not look") {
  const Town town;
  CHECK(code(fetch_one(town.settings(ProxyKind::socks5), page("https://refused.test/"))) == "connect_failed");
  CHECK(code(fetch_one(town.settings(ProxyKind::http), page("https://refused.test/"))) == "transfer_failed");
  CHECK(code(fetch_one(town.settings(ProxyKind::http), page("https://bob.test/"))) == "tls_failed");
  FetchSettings dead = town.settings(ProxyKind::socks5);
  dead.proxy->endpoint.port(static_cast<std::uint16_t>(free_port()));
  CHECK(code(fetch_one(dead, page("https://alice.test/hello"))) == "connect_failed");
}

TEST_CASE("proxied fetch: DNS records, are not asked past the proxy unless a resolver is named") {
  const Town town;
  Request request;
  request.dns_name = "_cross-signature.alice.test";
  CHECK(code(fetch_one(town.settings(ProxyKind::socks5), request)) == "dns_failed");
}

TEST_CASE("fetch from an address: connections are made from there") {
  const Web web(locations);
  for (const std::string ours : {"127.0.0.1", "127.0.0.2"}) {
    FetchSettings settings = web.settings();
    settings.local_address = boost::asio::ip::make_address(ours);
    const Observation seen = fetch_one(settings, page("https://alice.test/who"));
    INFO(failure(seen));
    CHECK(seen.body == ours);
  }
  FetchSettings foreign = web.settings();
  foreign.local_address = boost::asio::ip::make_address("192.0.2.1");
  CHECK(code(fetch_one(foreign, page("https://alice.test/who"))) != "");
}

}  // namespace quorate
