// The floor that the fetch engine is held against: libcurl's multi interface on a plain epoll set, and
// nothing else. It checks certificates, and drops what it fetches.
#include "bench/fetch/lane.hpp"
#include "crawler/fetch/descriptors.hpp"

#include <array>
#include <csignal>
#include <sys/epoll.h>

namespace quorate {
namespace {

constexpr int events_at_once = 64;

class Bare {
 public:
  explicit Bare(const Load& load)
      : load_(load), measure_(load), lanes_(std::min(load.in_flight, load.count)) {
    curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETFUNCTION, &Bare::on_socket);
    curl_multi_setopt(multi_.get(), CURLMOPT_SOCKETDATA, this);
    curl_multi_setopt(multi_.get(), CURLMOPT_TIMERFUNCTION, &Bare::on_timer);
    curl_multi_setopt(multi_.get(), CURLMOPT_TIMERDATA, this);
    curl_multi_setopt(multi_.get(), CURLMOPT_MAX_HOST_CONNECTIONS, 2L);
    curl_multi_setopt(multi_.get(), CURLMOPT_MAXCONNECTS, static_cast<long>(2 * load.hosts + load.in_flight));
  }

  int run() {
    for (Lane& lane : lanes_) start(lane);
    while (running_ > 0) turn();
    return measure_.report();
  }

 private:
  static int on_socket(CURL*, curl_socket_t socket, int what, void* self, void* known) {
    auto& bare = *static_cast<Bare*>(self);
    epoll_event event{};
    event.data.fd = socket;
    if (what != CURL_POLL_OUT) event.events |= EPOLLIN;
    if (what != CURL_POLL_IN) event.events |= EPOLLOUT;
    const int change = known == nullptr ? EPOLL_CTL_ADD : EPOLL_CTL_MOD;
    epoll_ctl(bare.epoll_, what == CURL_POLL_REMOVE ? EPOLL_CTL_DEL : change, socket, &event);
    if (known == nullptr) curl_multi_assign(bare.multi_.get(), socket, self);
    return 0;
  }

  static int on_timer(CURLM*, long milliseconds, void* self) {
    static_cast<Bare*>(self)->timeout_ms_ = milliseconds;
    return 0;
  }

  void start(Lane& lane) {
    if (next_ == load_.count) return;
    lane.index = next_++;
    lane.set_up(load_, load_.url(lane.index));
    curl_multi_add_handle(multi_.get(), lane.easy.get());
    ++running_;
  }

  void turn() {
    std::array<epoll_event, events_at_once> events;
    int still = 0;
    const int count = timeout_ms_ == 0
                          ? 0
                          : epoll_wait(epoll_, events.data(), events_at_once, static_cast<int>(timeout_ms_));
    for (int i = 0; i < count; ++i) {
      int flags = 0;
      if (events[i].events & EPOLLIN) flags |= CURL_CSELECT_IN;
      if (events[i].events & EPOLLOUT) flags |= CURL_CSELECT_OUT;
      if (events[i].events & (EPOLLERR | EPOLLHUP)) flags |= CURL_CSELECT_ERR;
      curl_multi_socket_action(multi_.get(), events[i].data.fd, flags, &still);
    }
    if (count <= 0) {
      timeout_ms_ = -1;
      curl_multi_socket_action(multi_.get(), CURL_SOCKET_TIMEOUT, 0, &still);
    }
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(multi_.get(), &left)) end(*message);
  }

  void end(const CURLMsg& message) {
    const CURLcode code = message.data.result;
    Lane* lane = nullptr;
    curl_easy_getinfo(message.easy_handle, CURLINFO_PRIVATE, &lane);
    curl_multi_remove_handle(multi_.get(), lane->easy.get());
    --running_;
    measure_.done(lane->index, lane->began, code == CURLE_OK ? "" : curl_easy_strerror(code), lane->bytes);
    start(*lane);
  }

  const Load& load_;
  int epoll_ = epoll_create1(EPOLL_CLOEXEC);
  MultiHandle multi_{curl_multi_init()};
  Measure measure_;
  std::vector<Lane> lanes_;
  std::size_t next_ = 0;
  std::size_t running_ = 0;
  long timeout_ms_ = -1;
};

}  // namespace
}  // namespace quorate

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  const auto load = quorate::read_load(argc, argv);
  if (!load) return 2;
  quorate::take_all_descriptors();
  curl_global_init(CURL_GLOBAL_DEFAULT);
  return quorate::Bare(*load).run();
}
