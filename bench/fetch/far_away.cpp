// A port of loopback behind which another one seems to stand a round trip away. What is sent arrives half of
// it later; the first bytes of a connection one more later, as TCP's handshake takes a round trip from far
// away.
#include <boost/asio/buffer.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include <array>
#include <chrono>
#include <deque>
#include <iostream>
#include <memory>
#include <string>

namespace quorate {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

constexpr int backlog = 8192;
constexpr std::size_t chunk_bytes = 64 * 1024;
constexpr int usage_status = 2;

// One way of a connection.
struct Line {
  explicit Line(const asio::any_io_executor& executor) : timer(executor) {}
  struct Chunk {
    Clock::time_point due;
    std::string bytes;  // empty: the end
  };
  std::deque<Chunk> under_way;
  asio::steady_timer timer;  // cancelled when something has been put there
};

struct Connection {
  Connection(tcp::socket from, tcp::socket to)
      : near(std::move(from)), far(std::move(to)), there(near.get_executor()), back(near.get_executor()) {}
  tcp::socket near;
  tcp::socket far;
  Line there;
  Line back;
};
using Shared = std::shared_ptr<Connection>;

asio::awaitable<void> listen_to(Shared, tcp::socket& from, Line& line, Clock::time_point not_before,
                                Clock::duration half) {
  std::array<char, chunk_bytes> bytes;
  std::size_t count = 1;
  while (count > 0) {
    boost::system::error_code error;
    count =
        co_await from.async_read_some(asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, error));
    if (error) count = 0;
    line.under_way.push_back({std::max(Clock::now(), not_before) + half, {bytes.data(), count}});
    line.timer.cancel();
  }
}

asio::awaitable<void> deliver(Shared, Line& line, tcp::socket& to) {
  while (true) {
    boost::system::error_code error;
    if (line.under_way.empty()) {
      line.timer.expires_at(Clock::time_point::max());
      co_await line.timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
      continue;
    }
    if (line.under_way.front().due > Clock::now()) {
      line.timer.expires_at(line.under_way.front().due);
      co_await line.timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
      continue;
    }
    const std::string bytes = std::move(line.under_way.front().bytes);
    line.under_way.pop_front();
    if (!bytes.empty())
      co_await asio::async_write(to, asio::buffer(bytes), asio::redirect_error(asio::use_awaitable, error));
    if (!bytes.empty() && !error) continue;
    to.shutdown(tcp::socket::shutdown_send, error);
    co_return;
  }
}

asio::awaitable<void> relay(tcp::socket near, tcp::endpoint target, Clock::duration round_trip) {
  const auto executor = co_await asio::this_coro::executor;
  const Clock::time_point handshake = Clock::now() + round_trip;
  tcp::socket far(executor);
  boost::system::error_code error;
  co_await far.async_connect(target, asio::redirect_error(asio::use_awaitable, error));
  if (error) co_return;
  near.set_option(tcp::no_delay(true), error);
  far.set_option(tcp::no_delay(true), error);
  const auto both = std::make_shared<Connection>(std::move(near), std::move(far));
  const Clock::duration half = round_trip / 2;
  asio::co_spawn(executor, listen_to(both, both->near, both->there, handshake, half), asio::detached);
  asio::co_spawn(executor, listen_to(both, both->far, both->back, {}, half), asio::detached);
  asio::co_spawn(executor, deliver(both, both->there, both->far), asio::detached);
  asio::co_spawn(executor, deliver(both, both->back, both->near), asio::detached);
}

asio::awaitable<void> accept(tcp::acceptor& acceptor, tcp::endpoint target, Clock::duration round_trip) {
  while (true) {
    boost::system::error_code error;
    tcp::socket near = co_await acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (error) continue;
    asio::co_spawn(acceptor.get_executor(), relay(std::move(near), target, round_trip), asio::detached);
  }
}

}  // namespace
}  // namespace quorate

int main(int argc, char** argv) {
  using namespace quorate;
  constexpr int arguments = 3;
  if (argc != arguments) {
    std::cerr << "usage: far_away PORT MILLISECONDS\n"
                 "Prints \"port N\", and holds back for a round trip of so long what goes to PORT, until "
                 "SIGTERM.\n";
    return usage_status;
  }
  const auto port = static_cast<std::uint16_t>(std::stoul(argv[1]));
  const auto round_trip = std::chrono::duration_cast<Clock::duration>(
      std::chrono::duration<double, std::milli>(std::stod(argv[2])));
  asio::io_context io(1);
  tcp::acceptor acceptor(io, tcp::endpoint(asio::ip::address_v4::loopback(), 0));
  acceptor.listen(backlog);
  asio::signal_set stopping(io, SIGTERM, SIGINT);
  stopping.async_wait([&](boost::system::error_code, int) { io.stop(); });
  asio::co_spawn(io, accept(acceptor, tcp::endpoint(asio::ip::address_v4::loopback(), port), round_trip),
                 asio::detached);
  std::cout << "port " << acceptor.local_endpoint().port() << std::endl;
  io.run();
  return 0;
}
