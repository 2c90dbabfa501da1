// The same fetches as bare_fetch, by the fetch engine: with its guard, its limits, and the answers kept
// whole.
#include "bench/fetch/load.hpp"
#include "crawler/fetch/fetcher.hpp"
#include "crawler/tables.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <iostream>

namespace quorate {
namespace {

namespace asio = boost::asio;

FetchSettings settings_for(const Load& load, const Limits& limits) {
  FetchSettings settings;
  settings.limits = fetch_limits(limits);
  settings.limits.in_flight = load.in_flight + load.slow;
  if (!load.ca_file.empty()) settings.ca_file = load.ca_file;
  if (!load.connect_to.empty()) settings.connect_to = parse_endpoint(load.connect_to).value();
  if (!load.resolver.empty()) settings.resolver = parse_endpoint(load.resolver).value();
  settings.allowed.push_back(parse_range("127.0.0.0/8").value());
  settings.opening = Opening::when_needed;
  return settings;
}

class Crowd {
 public:
  Crowd(const Load& load, FetchSettings settings)
      : load_(load), measure_(load), fetcher_(make_fetcher(io_.get_executor(), std::move(settings))) {}

  int run() {
    const std::size_t slow = load_.slow, lanes = std::min(load_.in_flight, load_.count);
    for (std::size_t i = 0; i < slow; ++i) spawn(slow_lane(i));
    for (std::size_t i = 0; i < lanes; ++i) spawn(lane(slow + i));
    io_.run();
    return measure_.report();
  }

 private:
  void spawn(asio::awaitable<void> work) {
    asio::co_spawn(io_, std::move(work), [](const std::exception_ptr& fault) {
      if (fault) std::rethrow_exception(fault);
    });
  }

  // When the lane of that number begins.
  asio::awaitable<void> turn(std::size_t number) {
    if (load_.starts_per_second == 0) co_return;
    asio::steady_timer timer(io_);
    timer.expires_at(start_ + std::chrono::microseconds(number * 1'000'000 / load_.starts_per_second));
    co_await timer.async_wait(asio::use_awaitable);
  }

  asio::awaitable<void> lane(std::size_t number) {
    co_await turn(number);
    while (next_ < load_.count) {
      const std::size_t index = next_++;
      Request request;
      request.url = load_.url(index);
      const auto began = Measure::Clock::now();
      const Observation seen = co_await fetcher_->fetch(std::move(request));
      measure_.done(index, began, failure(seen), seen.body.size());
      if (++ended_ == load_.count) io_.stop();
    }
  }

  asio::awaitable<void> slow_lane(std::size_t number) {
    co_await turn(number);
    while (true) {
      Request request;
      request.url = load_.slow_url_of(number);
      const Observation seen = co_await fetcher_->fetch(std::move(request));
      measure_.slow_done(seen.error ? seen.error->detail : "an answer");
    }
  }

  static std::string failure(const Observation& seen) {
    constexpr int ok = 200;
    if (seen.error) return std::string(name(seen.error->code)) + ": " + seen.error->detail;
    return seen.status == ok ? "" : "status " + std::to_string(seen.status);
  }

  const Load& load_;
  Measure measure_;
  asio::io_context io_{1};
  std::unique_ptr<Fetcher> fetcher_;
  const Measure::Clock::time_point start_ = Measure::Clock::now();
  std::size_t next_ = 0;
  std::size_t ended_ = 0;
};

}  // namespace
}  // namespace quorate

int main(int argc, char** argv) {
  const auto load = quorate::read_load(argc, argv);
  if (!load) return 2;
  const auto tables = quorate::load_tables("");
  if (!tables) {
    std::cerr << tables.error() << '\n';
    return 2;
  }
  return quorate::Crowd(*load, quorate::settings_for(*load, tables->limits)).run();
}
