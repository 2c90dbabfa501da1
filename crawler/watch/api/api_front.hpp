// ApiFront: the HTTP API and the page of one running daemon.
#pragma once

#include "crawler/serve/api.hpp"
#include "crawler/serve/wire/server.hpp"
#include "crawler/watch/api/api_plan.hpp"
#include "crawler/watch/api/watch_desk.hpp"

#include <boost/asio/any_io_executor.hpp>

namespace quorate {

// What is served, and over what.
struct ApiGround {
  Store& store;
  Daemon& daemon;
  const Tables& tables;
  ScheduleRules rules;
  const ApiPlan& plan;
  const ListeningSockets& sockets;
};

class ApiFront {
 public:
  // Serves at once, on an executor of one thread. All of `ground` outlives it, and it outlives the work of
  // the executor.
  ApiFront(const boost::asio::any_io_executor& executor, const ApiGround& ground, DeskMeans means)
      : desk_(ground.store, ground.daemon, ground.tables, ground.rules, means),
        api_(ground.store, desk_, ground.plan.tokens, ground.plan.names, api_rules(ground.tables.limits)),
        server_(executor, ground.sockets,
                {api_, ground.store, api_rules(ground.tables.limits), means.clock, ground.plan.tls}) {
    api_.set_wire_metrics([this] { return server_.metrics(); });
  }

  void wake() { server_.wake(); }  // events may have come
  // Takes no more connections; streams end.
  void stop() { server_.stop(); }
  std::size_t connections() const { return server_.connections(); }

 private:
  WatchDesk desk_;
  Api api_;
  ApiServer server_;
};

}  // namespace quorate
