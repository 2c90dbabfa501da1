// The guard inside a transfer, behind the one that looks at the answers of DNS: what stops a connection if
// that one fails.
#include "crawler/fetch/curl/transfer.hpp"

#include "crawler/fetch/curl/loop.hpp"
#include "tests/crawler/fetch/web.hpp"
#include "tests/servers/silent.hpp"
#include "tests/show.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/this_coro.hpp>

namespace quorate {
namespace {

namespace asio = boost::asio;

Hop hop_to(int port, const std::string& path) {
  Hop hop;
  hop.url = parse_https("https://alice.test:" + std::to_string(port) + path).value();
  hop.addresses = {asio::ip::make_address("127.0.0.1")};
  hop.max_body_bytes = 1000;
  hop.deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
  return hop;
}

asio::awaitable<Observation> perform(CurlLoop& loop, const FetchSettings& settings, const Guard& guard,
                                     Hop hop) {
  const auto authorities = Authorities::open(settings.ca_file).value();
  ConnectGate gate(co_await asio::this_coro::executor, 0);
  Transfer transfer({settings, guard, authorities, gate}, hop);
  const CURLcode code = co_await loop.run(transfer.handle());
  co_return transfer.finish(code);
}

}  // namespace

TEST_CASE("transfer: an address that is not admitted, refused at the socket") {
  const SilentServer server;
  asio::io_context context(1);
  const auto loop = std::make_shared<CurlLoop>(context.get_executor(), 2U, 10U);
  FetchSettings settings;
  settings.limits = shipped_limits();
  const Guard guard({}, std::nullopt);
  const auto one = [&]() -> asio::awaitable<void> {
    CHECK(code(co_await perform(*loop, settings, guard, hop_to(server.port(), "/"))) == "address_refused");
  };
  asio::co_spawn(context, one(), asio::detached);
  context.run();
  CHECK_FALSE(server.was_connected_to());
}

TEST_CASE(
    "transfer: a connection kept from a time when its address was admitted, refused before the request") {
  const Web web("location / { return 200 'x'; }");
  asio::io_context context(1);
  const auto loop = std::make_shared<CurlLoop>(context.get_executor(), 2U, 10U);
  FetchSettings settings = web.settings();
  settings.connect_to.reset();
  const Guard open({parse_range("127.0.0.0/8").value()}, std::nullopt);
  const Guard closed({}, std::nullopt);
  const auto thrice = [&]() -> asio::awaitable<void> {
    CHECK((co_await perform(*loop, settings, open, hop_to(web.port(), "/"))).error == std::nullopt);
    CHECK(code(co_await perform(*loop, settings, closed, hop_to(web.port(), "/"))) == "address_refused");
    CHECK((co_await perform(*loop, settings, open, hop_to(web.port(), "/"))).error == std::nullopt);
  };
  asio::co_spawn(context, thrice(), asio::detached);
  context.run();
}

}  // namespace quorate
