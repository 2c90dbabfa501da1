// ApiServer: listens for connections and has them served, until it is stopped.
#pragma once

#include "crawler/serve/wire/listening_sockets.hpp"
#include "crawler/serve/wire/wire_state.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <vector>

namespace quorate {

class ApiServer {
 public:
  // Takes connections at once. `executor`: of one thread, on which everything of the server happens and its
  // functions are called. `state.api` and `state.store` must outlive the work of the executor; `sockets` stay
  // open when the server stops.
  ApiServer(const boost::asio::any_io_executor& executor, const ListeningSockets& sockets, WireState state);
  ~ApiServer();
  ApiServer(const ApiServer&) = delete;
  ApiServer& operator=(const ApiServer&) = delete;

  // Events may have come: streams look at once, not only within a second.
  void wake() { state_->wake_streams(); }

  // Takes no more connections; those that rest and streams end now, answers are written to their end, and a
  // connection that has asked nothing yet has a moment to do so. The executor runs out of this server's work
  // when the last is closed, some seconds later at most.
  void stop();

  // How many connections are open.
  std::size_t connections() const { return state_->connections.size(); }
  // Of its connections, for /metrics.
  std::vector<Metric> metrics() const;

 private:
  struct Listener;

  std::shared_ptr<WireState> state_;
  std::vector<std::shared_ptr<Listener>> listeners_;
  std::shared_ptr<boost::asio::steady_timer> pulse_;
};

}  // namespace quorate
