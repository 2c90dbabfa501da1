// Runs curl transfers on an Asio executor: many at once, on one thread.
#pragma once

#include "crawler/fetch/curl/handles.hpp"

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

namespace quorate {

// curl's sockets stand in an epoll set of our own, and Asio watches that one descriptor; curl's timeouts that
// are due at once are run on the spot, and the others share one timer that is only ever moved forward when it
// must be. Asio's ordinary way, a descriptor and a timer for each, costs almost three times the CPU per
// fetch.
class CurlLoop : public std::enable_shared_from_this<CurlLoop> {
 public:
  // `connections_kept`: idle ones, of all hosts.
  CurlLoop(const boost::asio::any_io_executor& executor, unsigned connections_per_host,
           unsigned connections_kept);
  ~CurlLoop();
  CurlLoop(const CurlLoop&) = delete;
  CurlLoop& operator=(const CurlLoop&) = delete;

  // Performs the transfer that `easy` is set up for and gives curl's result. `easy` and this object must stay
  // until then. Throws system_error(operation_aborted) when the awaiting coroutine is cancelled or stop() is
  // called.
  boost::asio::awaitable<CURLcode> run(CURL* easy);

  // Ends the transfer; its run() gives CURLE_ABORTED_BY_CALLBACK.
  void abort(CURL* easy);

  // Ends all transfers, and refuses new ones.
  void stop();

 private:
  using Clock = std::chrono::steady_clock;
  using Signature = void(boost::system::error_code, CURLcode);
  using Handler = boost::asio::any_completion_handler<Signature>;
  struct Active {
    std::uint64_t run;  // tells a transfer from an earlier one whose handle had the same address
    Handler handler;
  };

  // A socket in the epoll set, under its number.
  struct Watch {
    std::uint32_t events = 0;  // 0: not in the set
    bool wanted = false;       // by curl
  };

  static int on_socket(CURL* easy, curl_socket_t socket, int what, void* self, void* known);
  static int on_new_socket(void* self, curl_socket_t socket, curlsocktype purpose);
  static int close_socket(void* self, curl_socket_t socket);
  static int on_timer(CURLM* multi, long milliseconds, void* self);

  void start(CURL* easy, Handler handler);
  void cancel(CURL* easy, std::uint64_t run);
  void end(CURL* easy, boost::system::error_code error, CURLcode code);
  void settle();
  void settle_later();
  void deliver();
  void wait_for_sockets();
  void handle_sockets();
  void wait_for_timer();
  void handle_timer();
  void rest_when_idle();
  void fit_cache();
  Watch& watch_of(curl_socket_t socket);

  boost::asio::any_io_executor executor_;
  boost::asio::posix::stream_descriptor epoll_;
  boost::asio::steady_timer timer_;
  std::vector<Watch> watches_;
  MultiHandle multi_;
  std::size_t connections_kept_;
  std::unordered_map<CURL*, Active> active_;
  std::uint64_t runs_ = 0;
  std::uint64_t waits_ = 0;  // which async_wait on epoll_ is the present one
  bool waiting_ = false;
  bool timeout_is_due_ = false;
  bool posted_ = false;  // settle() will be called
  bool stopped_ = false;
  std::optional<Clock::time_point> wanted_at_;  // when curl wants to be called
  std::optional<Clock::time_point> armed_at_;   // when the timer will fire
};

}  // namespace quorate
