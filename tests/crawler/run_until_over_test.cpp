#include "crawler/checker.hpp"

#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <catch2/catch.hpp>

namespace quorate {
namespace {

namespace asio = boost::asio;

// Holds on to what its caller owns, and waits for what never comes.
asio::awaitable<void> wait_forever(int& holders) {
  struct Holding {
    int& count;
    ~Holding() { --count; }
  };
  const Holding holding{++holders};
  asio::steady_timer never(co_await asio::this_coro::executor, std::chrono::steady_clock::time_point::max());
  co_await never.async_wait(asio::use_awaitable);
}

}  // namespace

TEST_CASE("run until over: a handler beside the work throws, it is told once the work has ended") {
  asio::io_context context(1);
  int holders = 0;
  asio::post(context, [&] {
    asio::post(context, [&] {
      REQUIRE(holders == 1);
      throw std::runtime_error("no memory");
    });
  });
  CHECK_THROWS_WITH(run_until_over(context, wait_forever(holders)), "no memory");
  CHECK(holders == 0);
}

TEST_CASE("run until over: the work throws, that is told") {
  asio::io_context context(1);
  const auto work = []() -> asio::awaitable<void> {
    throw std::runtime_error("of the work");
    co_return;
  };
  CHECK_THROWS_WITH(run_until_over(context, work()), "of the work");
}

}  // namespace quorate
