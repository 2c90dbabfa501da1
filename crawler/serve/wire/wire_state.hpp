// WireState: what all connections of one server share. Used from one thread.
#pragma once

#include "crawler/serve/api.hpp"
#include "crawler/serve/api_rules.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace boost::asio::ssl {
class context;
}

namespace quorate {

// What a connection does at the moment; closing one that rests after an answer loses nothing.
enum class Busy { resting, reading, answering, streaming };

// A connection, as the server sees it.
struct OpenConnection {
  std::function<void()> close;  // at once; harmless when it is closed already
  Busy busy = Busy::resting;
  std::uint64_t requests = 0;  // that came so far; before the first one, one may be on its way
};

enum class WirePhase { serving, stopping };

struct WireState {
  Api& api;
  StoreReader& store;
  ApiRules rules;
  std::function<UnixTime()> now;
  std::shared_ptr<boost::asio::ssl::context> tls;  // null: in the clear
  WirePhase phase = WirePhase::serving;

  std::set<OpenConnection*> connections;
  std::map<std::string, std::size_t> of_visitor;  // how many connections each has
  std::set<boost::asio::steady_timer*> waiting_streams;
  std::size_t streams = 0;

  std::uint64_t accepted = 0;
  std::uint64_t turned_away = 0;  // at a limit of connections or streams
  std::uint64_t unreadable = 0;   // requests that were no HTTP, too large or too slow

  void wake_streams() {
    for (boost::asio::steady_timer* timer : waiting_streams) timer->cancel();
  }
};

// "192.0.2.7", or "2001:db8:1:2::/64".
std::string visitor_name(const boost::asio::ip::address& address);

}  // namespace quorate
