// Ways in which fetches end that are not an answer: cancelled, or with the fetcher or the io_context gone.
#include "tests/crawler/fetch/web.hpp"
#include "tests/servers/silent.hpp"
#include "tests/show.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include <optional>
#include <set>

namespace quorate {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

Request records(std::string name) {
  Request request;
  request.dns_name = std::move(name);
  return request;
}

// A fetcher that hangs in everything it begins: pages connect to a silent server, and records ask one.
struct Hanging {
  SilentServer server;
  CertificateAuthority authority;
  FetchSettings settings = [&] {
    FetchSettings all = settings_for(server.port(), authority);
    all.limits.connect = all.limits.first_byte = all.limits.total = all.limits.dns = std::chrono::minutes(10);
    all.resolver = parse_endpoint("127.0.0.1:" + std::to_string(server.port())).value();
    return all;
  }();
};

// Begins one fetch of a page and one of records, and notes how each ends.
void begin(asio::io_context& context, Fetcher& fetcher,
           std::vector<std::optional<boost::system::error_code>>& ends) {
  ends.assign(2, std::nullopt);
  const Request requests[] = {page("https://alice.test/"), records("alice.test")};
  for (std::size_t i = 0; i < 2; ++i)
    asio::co_spawn(context, fetcher.fetch(requests[i]),
                   [&ends, i](std::exception_ptr thrown, const Observation&) {
                     try {
                       if (thrown) std::rethrow_exception(thrown);
                       ends[i] = boost::system::error_code();
                     } catch (const boost::system::system_error& error) {
                       ends[i] = error.code();
                     }
                   });
}

}  // namespace

TEST_CASE("fetch: cancelled by a faster timer, ended before its limits") {
  const Hanging hanging;
  asio::io_context context(1);
  const auto fetcher = make_fetcher(context.get_executor(), hanging.settings);
  int timers_won = 0;
  const auto race = [&](Request request) -> asio::awaitable<void> {
    using namespace asio::experimental::awaitable_operators;
    asio::steady_timer timer(context, milliseconds(100));
    const auto winner =
        co_await (fetcher->fetch(std::move(request)) || timer.async_wait(asio::use_awaitable));
    timers_won += static_cast<int>(winner.index());
  };
  asio::co_spawn(context, race(page("https://alice.test/")), asio::detached);
  asio::co_spawn(context, race(records("alice.test")), asio::detached);
  context.run();
  CHECK(timers_won == 2);
}

TEST_CASE("fetch: the fetcher destroyed meanwhile, the fetches aborted") {
  const Hanging hanging;
  asio::io_context context(1);
  auto fetcher = make_fetcher(context.get_executor(), hanging.settings);
  std::vector<std::optional<boost::system::error_code>> ends;
  begin(context, *fetcher, ends);
  context.run_for(milliseconds(100));
  CHECK_FALSE(ends[0]);
  CHECK_FALSE(ends[1]);
  fetcher.reset();
  context.restart();
  context.run();
  CHECK(ends[0] == asio::error::operation_aborted);
  CHECK(ends[1] == asio::error::operation_aborted);
}

TEST_CASE("fetch: the fetcher destroyed before the fetch has begun, aborted") {
  const Hanging hanging;
  asio::io_context context(1);
  auto fetcher = make_fetcher(context.get_executor(), hanging.settings);
  std::vector<std::optional<boost::system::error_code>> ends;
  begin(context, *fetcher, ends);
  fetcher.reset();
  context.run();
  CHECK(ends[0] == asio::error::operation_aborted);
  CHECK(ends[1] == asio::error::operation_aborted);
}

TEST_CASE("fetch: the io_context left and destroyed in the middle, nothing is left over") {
  const Hanging hanging;
  std::vector<std::optional<boost::system::error_code>> ends;
  {
    asio::io_context context(1);
    const auto fetcher = make_fetcher(context.get_executor(), hanging.settings);
    begin(context, *fetcher, ends);
    context.run_for(milliseconds(100));
  }
  CHECK_FALSE(ends[0]);
  CHECK_FALSE(ends[1]);
}

TEST_CASE("fetch: all done, nothing is waited for although connections are kept") {
  Web web("location / { return 200 'x'; }");
  asio::io_context context(1);
  const auto fetcher = make_fetcher(context.get_executor(), web.settings());
  for (int round = 0; round < 3; ++round) {
    asio::co_spawn(context, fetcher->fetch(page("https://alice.test/")), [&](auto...) { context.stop(); });
    context.run();
    context.restart();
    context.poll();
    CHECK(context.stopped());  // out of work
    context.restart();
  }
}

TEST_CASE("fetch: three requests to one host, over three connections at once or over one that carries all") {
  const auto connections = [](Protocol protocol, Opening opening) {
    Web web("location / { return 200 $connection; }", protocol);
    FetchSettings settings = web.settings();
    settings.opening = opening;
    std::set<std::string> seen;
    for (const Observation& observation : fetch_all(
             settings,
             {page("https://alice.test/1"), page("https://alice.test/2"), page("https://alice.test/3")}))
      seen.insert(failure(observation) + observation.body);
    return seen.size();
  };
  CHECK(connections(Protocol::http1, Opening::at_once) == 3);
  CHECK(connections(Protocol::http2, Opening::at_once) == 3);
  CHECK(connections(Protocol::http2, Opening::when_needed) == 1);
}

TEST_CASE("fetch: connections kept, used again") {
  Web web("location / { return 200 $connection; }", Protocol::http1);
  asio::io_context context(1);
  const auto fetcher = make_fetcher(context.get_executor(), web.settings());
  const auto thrice = [&]() -> asio::awaitable<void> {
    const std::string first = (co_await fetcher->fetch(page("https://alice.test/1"))).body;
    CHECK_FALSE(first.empty());
    CHECK((co_await fetcher->fetch(page("https://alice.test/2"))).body == first);
    CHECK((co_await fetcher->fetch(page("https://www.alice.test/3"))).body != first);
  };
  asio::co_spawn(context, thrice(), asio::detached);
  context.run();
}

}  // namespace quorate
