// EpollMulti: libcurl's multi interface on a plain epoll set, and nothing else: what any program of that kind
// has to do.
#pragma once

#include "crawler/fetch/curl/handles.hpp"

#include <cstddef>
#include <functional>

namespace quorate {

class EpollMulti {
 public:
  // `ended` is called when a transfer is over and its handle taken out again.
  EpollMulti(long connections_kept, std::function<void(const CURLMsg&)> ended);
  ~EpollMulti();
  EpollMulti(const EpollMulti&) = delete;
  EpollMulti& operator=(const EpollMulti&) = delete;

  void add(CURL* easy);
  // Until no transfer is left.
  void run();

 private:
  static int on_socket(CURL*, curl_socket_t socket, int what, void* self, void* known);
  static int on_timer(CURLM*, long milliseconds, void* self);
  void turn();

  int epoll_;
  MultiHandle multi_{curl_multi_init()};
  std::function<void(const CURLMsg&)> ended_;
  std::size_t running_ = 0;
  long timeout_ms_ = -1;
};

}  // namespace quorate
