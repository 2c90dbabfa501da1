// Courier: hands a sink all events in order, at least once, and remembers in the store how far it came.
#pragma once

#include "crawler/store/store.hpp"
#include "crawler/watch/sinks/sink.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace quorate {

struct CourierRules {
  std::chrono::seconds first{};    // before an event is tried again, doubled for each failed attempt ...
  std::chrono::seconds longest{};  // ... up to this
};

// `attempts`: that have failed, from 1; of the time between half and all, as `random` decides.
std::chrono::seconds delivery_wait(const CourierRules& rules, std::uint32_t attempts, std::uint32_t random);

struct CourierMeans {
  std::function<UnixTime()> clock;
  std::function<std::uint32_t()> random;
  std::function<void(const std::string& line)> say;
};

class Courier {
 public:
  // `executor` must run one handler at a time; all else outlives the courier. A name that the store does not
  // know begins with the events that come.
  Courier(const boost::asio::any_io_executor& executor, Store& store, std::string name,
          std::unique_ptr<EventSink> sink, const CourierRules& rules, CourierMeans means);

  // Until stop(). An event whose receiver does not take it holds up those after it, for their order matters.
  boost::asio::awaitable<void> run();
  // Hands over what waits and can be handed over now, and no more.
  boost::asio::awaitable<void> run_once();

  void wake() { timer_.cancel(); }
  void stop();

 private:
  // Whether there may be more to hand over at once.
  boost::asio::awaitable<bool> hand_over();

  Store& store_;
  std::string name_;
  std::unique_ptr<EventSink> sink_;
  CourierRules rules_;
  CourierMeans means_;
  boost::asio::steady_timer timer_;
  bool stopping_ = false;
  bool opened_ = false;
};

}  // namespace quorate
