// ConnectGate: how many connections are made at the same time. Each costs about a millisecond of processor
// time for TLS, and has only so much time to stand: of too many at once, the last would be given up for our
// own slowness, and the hosts be blamed.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstddef>
#include <list>

namespace quorate {

class ConnectGate {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // `most`: at once; 0: any number. `executor` must run one handler at a time.
  ConnectGate(const boost::asio::any_io_executor& executor, std::size_t most);
  ConnectGate(const ConnectGate&) = delete;
  ConnectGate& operator=(const ConnectGate&) = delete;

  // Whether pass() would not wait.
  bool is_open() const { return most_ == 0 || (waiting_.empty() && connecting_ + called_ < most_); }

  // Waits until one more may be made, in the order of coming. False: the deadline came first. Throws
  // system_error(operation_aborted) when cancelled, and after stop().
  boost::asio::awaitable<bool> pass(Time deadline);

  // A connection is being made; it stands, or was given up.
  void begun() { ++connecting_; }
  void over();

  // Nobody waits any more.
  void stop();

 private:
  struct Waiting {
    boost::asio::steady_timer timer;
    bool called = false;
  };

  boost::asio::any_io_executor executor_;
  const std::size_t most_;
  std::size_t connecting_ = 0;
  std::size_t called_ = 0;  // told that they may, and not yet on their way
  std::list<Waiting*> waiting_;
  bool stopped_ = false;
};

}  // namespace quorate
