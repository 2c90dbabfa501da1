// How many connections and descriptors the fetcher takes, and what it says when it gets none.
#include "crawler/fetch/fetcher.hpp"
#include "tests/crawler/fetch/web.hpp"
#include "tests/servers/silent.hpp"
#include "tests/show.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace quorate {
namespace {

namespace asio = boost::asio;

// While it lives, the system grants this process no further descriptor.
class NoDescriptors {
 public:
  NoDescriptors() {
    getrlimit(RLIMIT_NOFILE, &before_);
    rlimit none = before_;
    const int next = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::close(next);
    none.rlim_cur = static_cast<rlim_t>(next);
    setrlimit(RLIMIT_NOFILE, &none);
  }
  ~NoDescriptors() { setrlimit(RLIMIT_NOFILE, &before_); }
  NoDescriptors(const NoDescriptors&) = delete;
  NoDescriptors& operator=(const NoDescriptors&) = delete;

 private:
  rlimit before_{};
};

}  // namespace

TEST_CASE("fetch: no descriptor left, an error that says so, and well again when there is one") {
  const Web web("location / { return 200 'x'; }");
  asio::io_context context(1);
  const auto fetcher = make_fetcher(context.get_executor(), web.settings());
  const auto thrice = [&]() -> asio::awaitable<void> {
    CHECK(failure(co_await fetcher->fetch(page("https://alice.test/"))) == "");
    Observation refused;
    Observation kept;  // on the connection that it has
    {
      const NoDescriptors none;  // a sanitizer's checks, within those of the test, want descriptors, too
      refused = co_await fetcher->fetch(page("https://www.alice.test/"));
      kept = co_await fetcher->fetch(page("https://alice.test/"));
    }
    CHECK(failure(refused) ==
          "connect_failed: this machine lets the program have no more connections and files open");
    CHECK(failure(kept) == "");
    CHECK(failure(co_await fetcher->fetch(page("https://www.alice.test/"))) == "");
  };
  asio::co_spawn(context, thrice(), asio::detached);
  context.run();
}

TEST_CASE("fetch: as many descriptors as the system grants, taken at the start") {
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  rlimit few = before;
  few.rlim_cur = 256;
  setrlimit(RLIMIT_NOFILE, &few);
  asio::io_context context(1);
  const auto fetcher = make_fetcher(context.get_executor(), FetchSettings{});
  rlimit after{};
  getrlimit(RLIMIT_NOFILE, &after);
  CHECK(after.rlim_cur == before.rlim_max);
  setrlimit(RLIMIT_NOFILE, &before);
}

TEST_CASE("fetch: a connection that waits, kept although others are in use") {
  Web web("location / { return 200 $connection; }\nlocation /slow { limit_rate 1000; }", Protocol::http1);
  web.put("slow", std::string(3000, 'x'));
  asio::io_context context(1);
  FetchSettings settings = web.settings();
  settings.limits.connections_kept = 1;
  const auto fetcher = make_fetcher(context.get_executor(), settings);
  bool slow_has_ended = false;
  const auto slow = [&]() -> asio::awaitable<void> {
    CHECK(failure(co_await fetcher->fetch(page("https://www.alice.test/slow"))) == "");
    slow_has_ended = true;
  };
  const auto twice = [&]() -> asio::awaitable<void> {
    const Observation first = co_await fetcher->fetch(page("https://alice.test/"));
    const Observation second = co_await fetcher->fetch(page("https://alice.test/"));
    CHECK(failure(first) == "");
    CHECK(first.body == second.body);
    CHECK_FALSE(slow_has_ended);
  };
  asio::co_spawn(context, slow(), asio::detached);
  asio::co_spawn(context, twice(), asio::detached);
  context.run();
  CHECK(slow_has_ended);
}

TEST_CASE("fetch: a connection older than its limit, not used again") {
  using std::chrono::seconds;
  Web web("location / { return 200 $connection; }");
  asio::io_context context(1);
  const auto same_after_a_pause = [&](seconds age) {
    FetchSettings settings = web.settings();
    settings.limits.connection_age = age;
    const auto fetcher = make_fetcher(context.get_executor(), settings);
    bool same = false;
    const auto twice = [&]() -> asio::awaitable<void> {
      const Observation first = co_await fetcher->fetch(page("https://alice.test/"));
      asio::steady_timer pause(context, std::chrono::milliseconds(2100));  // curl counts whole seconds
      co_await pause.async_wait(asio::use_awaitable);
      const Observation second = co_await fetcher->fetch(page("https://alice.test/"));
      CHECK(failure(first) == "");
      CHECK(failure(second) == "");
      same = first.body == second.body;
    };
    asio::co_spawn(context, twice(), asio::detached);
    context.run();
    context.restart();
    return same;
  };
  CHECK(same_after_a_pause(seconds(60)));
  CHECK_FALSE(same_after_a_pause(seconds(1)));
}

// nginx says goodbye in TLS when it closes, and curl takes a connection on which something has come for alive.
TEST_CASE("fetch: the server has closed all connections that were kept, asked over a new one") {
  const Web web("keepalive_timeout 1s;\nlocation / { return 200 'x'; }", Protocol::http1);
  asio::io_context context(1);
  FetchSettings settings = web.settings();
  settings.limits.connections_per_host = 3;
  const auto fetcher = make_fetcher(context.get_executor(), settings);
  std::vector<std::string> ends;
  const auto one = [&]() -> asio::awaitable<void> {
    ends.push_back(failure(co_await fetcher->fetch(page("https://alice.test/"))));
  };
  for (int i = 0; i < 3; ++i) asio::co_spawn(context, one(), asio::detached);
  const auto later = [&]() -> asio::awaitable<void> {
    asio::steady_timer pause(context, std::chrono::milliseconds(1600));
    co_await pause.async_wait(asio::use_awaitable);
    co_await one();
  };
  asio::co_spawn(context, later(), asio::detached);
  context.run();
  CHECK(ends == std::vector<std::string>(4, ""));
}

// Each of them has its own connection, and one at a time may be made.
TEST_CASE("fetch: more connections wanted than may be made at once, each made when an earlier one stands") {
  const Web web("location / { return 200 'x'; }");
  asio::io_context context(1);
  FetchSettings settings = web.settings();
  settings.limits.connecting_at_once = 1;
  const auto fetcher = make_fetcher(context.get_executor(), settings);
  std::vector<std::string> ends;
  const auto one = [&](std::string host) -> asio::awaitable<void> {
    ends.push_back(failure(co_await fetcher->fetch(page("https://" + host + "/"))));
  };
  for (const char* host : {"alice.test", "www.alice.test", "alice.test"})
    asio::co_spawn(context, one(host), asio::detached);
  context.run();
  CHECK(ends == std::vector<std::string>{"", "", ""});
}

TEST_CASE(
    "fetch: no turn to connect in the time for the whole fetch, an error that does not blame the host") {
  const SilentServer silent;
  asio::io_context context(1);
  FetchSettings settings;
  settings.limits = shipped_limits();
  settings.limits.connecting_at_once = 1;
  settings.limits.total = std::chrono::milliseconds(300);
  settings.connect_to =
      asio::ip::tcp::endpoint(asio::ip::make_address("127.0.0.1"), static_cast<std::uint16_t>(silent.port()));
  const auto fetcher = make_fetcher(context.get_executor(), settings);
  const auto first = [&]() -> asio::awaitable<void> {
    CHECK(code(co_await fetcher->fetch(page("https://alice.test/"))) == "timed_out");
  };
  const auto second = [&]() -> asio::awaitable<void> {
    Request request = page("https://bob.test/");
    request.time_left = std::chrono::milliseconds(50);
    const Observation seen = co_await fetcher->fetch(request);
    CHECK(failure(seen) == "timed_out: not asked: too many connections were being made");
  };
  asio::co_spawn(context, first(), asio::detached);
  asio::co_spawn(context, second(), asio::detached);
  context.run();
}

}  // namespace quorate
