#include "bench/fetch/epoll_multi.hpp"

#include <array>
#include <sys/epoll.h>
#include <unistd.h>
#include <utility>

namespace quorate {
namespace {

constexpr int events_at_once = 64;
constexpr long connections_per_host = 2;

}  // namespace

EpollMulti::EpollMulti(long connections_kept, std::function<void(const CURLMsg&)> ended)
    : epoll_(epoll_create1(EPOLL_CLOEXEC)), ended_(std::move(ended)) {
  curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETFUNCTION, &EpollMulti::on_socket);
  curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETDATA, this);
  curl_multi_setopt(multi_.get(), CURLMOPT_TIMERFUNCTION, &EpollMulti::on_timer);
  curl_multi_setopt(multi_.get(), CURLMOPT_TIMERDATA, this);
  curl_multi_setopt(multi_.get(), CURLMOPT_MAX_HOST_CONNECTIONS, connections_per_host);
  curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, connections_kept);
}

// While connections are closed curl still tells of their sockets.
EpollMulti::~EpollMulti() {
  multi_.reset();
  ::close(epoll_);
}

int EpollMulti::on_socket(CURL*, curl_socket_t socket, int what, void* self, void* known) {
  auto& multi = *static_cast<EpollMulti*>(self);
  epoll_event event{};
  event.data.fd = socket;
  if (what != CURL_POLL_OUT) event.events |= EPOLLIN;
  if (what != CURL_POLL_IN) event.events |= EPOLLOUT;
  const int change = known == nullptr ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
  epoll_ctl(multi.epoll_, what == CURL_POLL_REMOVE ? EPOLL_CTL_DEL : change, socket, &event);
  if (known == nullptr) curl_multi_assign(multi.multi_.get(), socket, self);
  return 0;
}

int EpollMulti::on_timer(CURLM*, long milliseconds, void* self) {
  static_cast<EpollMulti*>(self)->timeout_ms_ = milliseconds;
  return 0;
}

void EpollMulti::add(CURL* easy) {
  curl_multi_add_handle(multi_.get(), easy);
  ++running_;
}

void EpollMulti::run() {
  while (running_ > 0) turn();
}

void EpollMulti::turn() {
  std::array<epoll_event, events_at_once> events;
  int still = 0;
  const int count = timeout_ms_ == 0
                        ? 0
                        : epoll_wait(epoll_, events.data(), events_at_once, static_cast<int>(timeout_ms_));
  for (int i = 0; i < count; ++i) {
    const epoll_event& event = events[static_cast<std::size_t>(i)];
    int flags = 0;
    if ((event.events & EPOLLIN) != 0) flags |= CURL_CSELECT_IN;
    if ((event.events & EPOLLOUT) != 0) flags |= CURL_CSELECT_OUT;
    if ((event.events & (EPOLLERR | EPOLLHUP)) != 0) flags |= CURL_CSELECT_ERR;
    curl_multi_socket_action(multi_.get(), event.data.fd, flags, &still);
  }
  if (count <= 0) {
    timeout_ms_ = -1;
    curl_multi_socket_action(multi_.get(), CURL_SOCKET_TIMEOUT, 0, &still);
  }
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) {
    const CURLMsg over = *message;  // taking the handle out ends the message
    curl_multi_remove_handle(multi_.get(), over.easy_handle);
    --running_;
    ended_(over);
  }
}

}  // namespace quorate
