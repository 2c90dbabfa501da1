// Shift: one watch plan at work, until the process is told to stop or to go on by another plan.
#pragma once

#include "crawler/watch/api/api_front.hpp"
#include "crawler/watch/daemon.hpp"
#include "crawler/watch/notify.hpp"
#include "crawler/watch/service.hpp"
#include "crawler/watch/signals.hpp"
#include "crawler/watch/sinks/courier.hpp"

#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <exception>
#include <functional>
#include <list>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace quorate {

// Opens the ports of a plan, those of `before` again; none where it serves no API, as when it watches but
// once. Errors: those of ListeningSockets::open().
Result<std::optional<ListeningSockets>> open_ports(const WatchPlan& plan, Watch watch,
                                                   const ListeningSockets* before);

// What a shift works with; all of it outlives it.
struct ShiftGround {
  boost::asio::io_context& context;  // of one thread; nothing else runs on it
  const WatchPlan& plan;
  const ListeningSockets* sockets = nullptr;  // there where the plan serves the API
  Store& store;
  World& world;
  Workers& workers;
  Signals& signals;
  Watch watch = Watch::on;
  const PlanReader& reread;
  const std::function<void(const std::string&)>& say;
};

// What follows a shift that was told to go on by another plan.
struct NextShift {
  WatchPlan plan;
  std::optional<ListeningSockets> sockets;
};

class Shift {
 public:
  explicit Shift(const ShiftGround& ground);

  // Works until its end. Nothing: the process is to stop.
  Result<std::optional<NextShift>> run();

 private:
  Result<void> make_couriers();
  Result<std::unique_ptr<EventSink>> make_sink(const SinkSettings& settings);
  void spawn(boost::asio::awaitable<void> work);
  void ended();
  void wind_down();
  void wait_for_signal();
  void hear(int signal);
  void reload();
  void stop();
  void drop();
  void keep_alive();
  void sign_daily();

  const ShiftGround& ground_;
  const WatchPlan& plan_;
  std::random_device chance_;
  ServiceManager manager_ = ServiceManager::from_environment();
  boost::asio::io_context& context_;
  Daemon daemon_;
  std::vector<std::unique_ptr<Courier>> couriers_;
  std::unique_ptr<ApiFront> api_;
  boost::asio::posix::stream_descriptor signals_;
  boost::asio::steady_timer stop_timer_;
  boost::asio::steady_timer alive_timer_;
  boost::asio::steady_timer wind_down_timer_;
  boost::asio::steady_timer sign_timer_;
  std::list<boost::asio::cancellation_signal> droppers_;  // of all that was begun
  std::size_t working_ = 0;
  bool dropped_ = false;
  bool handed_over_ = false;
  bool stopping_ = false;
  int wind_down_rounds_ = 0;
  std::optional<NextShift> next_;
  std::exception_ptr fault_;
};

}  // namespace quorate
