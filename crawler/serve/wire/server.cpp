#include "crawler/serve/wire/server.hpp"

#include "crawler/serve/wire/session.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <unistd.h>

namespace quorate {

namespace asio = boost::asio;
using asio::ip::tcp;

struct ApiServer::Listener {
  explicit Listener(tcp::acceptor listening) : acceptor(std::move(listening)) {}
  tcp::acceptor acceptor;
};

namespace {

constexpr auto quietly = asio::as_tuple(asio::use_awaitable);
constexpr std::chrono::seconds pulse_interval{1};     // how long an event of another process may go unseen
constexpr std::chrono::milliseconds breather{100};    // after a failed accept: no descriptors, most likely
constexpr std::chrono::milliseconds last_grace{300};  // for a first request that is on its way
constexpr std::size_t network_bytes = 8;              // of an IPv6 address: what one customer is given

// `keep` holds what the acceptor is part of.
asio::awaitable<void> accept_all(tcp::acceptor& acceptor, [[maybe_unused]] std::shared_ptr<void> keep,
                                 std::shared_ptr<WireState> state) {
  while (acceptor.is_open()) {
    auto [failed, socket] = co_await acceptor.async_accept(quietly);
    if (failed == asio::error::operation_aborted) break;
    if (failed) {
      asio::steady_timer timer(acceptor.get_executor(), breather);
      co_await timer.async_wait(quietly);
      continue;
    }
    ++state->accepted;
    const auto executor = socket.get_executor();
    asio::co_spawn(executor, serve_connection(std::move(socket), state), asio::detached);
  }
}

asio::awaitable<void> beat(std::shared_ptr<asio::steady_timer> timer, std::shared_ptr<WireState> state) {
  EventId seen = 0;
  while (state->phase == WirePhase::serving) {
    timer->expires_after(pulse_interval);
    co_await timer->async_wait(quietly);
    if (state->waiting_streams.empty()) continue;
    const auto last = state->store.last_event();
    if (!last || *last == seen) continue;
    seen = *last;
    state->wake_streams();
  }
  timer->expires_after(last_grace);
  co_await timer->async_wait(quietly);
  for (OpenConnection* connection : state->connections)
    if (connection->busy == Busy::resting) connection->close();
}

}  // namespace

std::string visitor_name(const asio::ip::address& address) {
  if (address.is_v4()) return address.to_string();
  const auto v6 = address.to_v6();
  if (v6.is_v4_mapped()) return asio::ip::make_address_v4(asio::ip::v4_mapped, v6).to_string();
  if (v6.is_loopback()) return v6.to_string();
  auto bytes = v6.to_bytes();
  std::fill(bytes.begin() + network_bytes, bytes.end(), 0);
  return asio::ip::address_v6(bytes).to_string() + "/64";
}

ApiServer::ApiServer(const asio::any_io_executor& executor, const ListeningSockets& sockets, WireState state)
    : state_(std::make_shared<WireState>(std::move(state))),
      pulse_(std::make_shared<asio::steady_timer>(executor)) {
  for (tcp::acceptor& acceptor : sockets.acceptors(executor))
    listeners_.push_back(std::make_shared<Listener>(std::move(acceptor)));
  for (const auto& listener : listeners_)
    asio::co_spawn(executor, accept_all(listener->acceptor, listener, state_), asio::detached);
  asio::co_spawn(executor, beat(pulse_, state_), asio::detached);
}

ApiServer::~ApiServer() { stop(); }

void ApiServer::stop() {
  if (state_->phase == WirePhase::stopping) return;
  state_->phase = WirePhase::stopping;
  for (const auto& listener : listeners_) {
    boost::system::error_code failed;
    const int descriptor = listener->acceptor.release(failed);
    if (!failed) ::close(descriptor);
  }
  pulse_->cancel();
  state_->wake_streams();
  for (OpenConnection* connection : state_->connections)
    if ((connection->busy == Busy::resting && connection->requests > 0) ||
        connection->busy == Busy::streaming)
      connection->close();
}

std::vector<Metric> ApiServer::metrics() const {
  const auto one = [](std::string name, std::string help, MetricKind kind, double value) {
    return Metric{std::move(name), std::move(help), kind, {{{}, value}}};
  };
  using enum MetricKind;
  return {one("quorate_api_connections", "Connections that are open.", gauge,
              static_cast<double>(state_->connections.size())),
          one("quorate_api_streams", "Streams of events that are open.", gauge,
              static_cast<double>(state_->streams)),
          one("quorate_api_connections_total", "Connections that came.", counter,
              static_cast<double>(state_->accepted)),
          one("quorate_api_turned_away_total", "Connections and streams refused because too many were open.",
              counter, static_cast<double>(state_->turned_away)),
          one("quorate_api_unreadable_total", "Requests that were no HTTP/1.1, too large or too slow.",
              counter, static_cast<double>(state_->unreadable))};
}

}  // namespace quorate
