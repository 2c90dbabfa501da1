// ApiServer: listens for connections and has them served, until it is stopped.
#pragma once

#include "crawler/serve/wire/listening.hpp"
#include "crawler/serve/wire/wire_state.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <memory>
#include <vector>

namespace quorate {

class ApiServer {
 public:
  // Listens at once. `executor`: of one thread, on which everything of the server happens and its functions
  // are called. `state.api` and `state.store` must outlive the work of the executor. Errors: bad_config where
  // an address is taken or not of this machine.
  static Result<std::unique_ptr<ApiServer>> start(
      const boost::asio::any_io_executor& executor,
      const std::vector<boost::asio::ip::tcp::endpoint>& endpoints, WireState state);
  ~ApiServer();
  ApiServer(const ApiServer&) = delete;
  ApiServer& operator=(const ApiServer&) = delete;

  // Where it listens: the ports that the system chose stand in place of 0.
  std::vector<boost::asio::ip::tcp::endpoint> endpoints() const;

  // Events may have come: streams look at once, not only within a second.
  void wake() { state_->wake_streams(); }

  // Takes no more connections; those that rest and streams end now, answers are written to their end. The
  // executor runs out of this server's work when the last is closed, some seconds later at most.
  void stop();

  // Of its connections, for /metrics.
  std::vector<Metric> metrics() const;

 private:
  struct Listener;
  explicit ApiServer(WireState state);

  std::shared_ptr<WireState> state_;
  std::vector<std::shared_ptr<Listener>> listeners_;
  std::shared_ptr<boost::asio::steady_timer> pulse_;
};

}  // namespace quorate
