// The floor that the fetch engine is held against: libcurl's multi interface on a plain epoll set, and
// nothing else. It checks certificates, and drops what it fetches.
#include "bench/fetch/epoll_multi.hpp"
#include "bench/fetch/lane.hpp"
#include "crawler/fetch/descriptors.hpp"

#include <algorithm>
#include <csignal>
#include <vector>

namespace quorate {
namespace {

class Bare {
 public:
  explicit Bare(const Load& load)
      : load_(load),
        measure_(load),
        multi_(static_cast<long>(2 * load.hosts + load.in_flight),
               [this](const CURLMsg& message) { end(message); }),
        lanes_(std::min(load.in_flight, load.count)) {}

  int run() {
    for (Lane& lane : lanes_) start(lane);
    multi_.run();
    return measure_.report();
  }

 private:
  void start(Lane& lane) {
    if (next_ == load_.count) return;
    lane.index = next_++;
    lane.set_up(load_, load_.url(lane.index));
    multi_.add(lane.easy.get());
  }

  void end(const CURLMsg& message) {
    const CURLcode code = message.data.result;
    Lane* lane = nullptr;
    curl_easy_getinfo(message.easy_handle, CURLINFO_PRIVATE, &lane);
    measure_.done(lane->index, lane->began, code == CURLE_OK ? "" : curl_easy_strerror(code), lane->bytes);
    start(*lane);
  }

  const Load& load_;
  Measure measure_;
  EpollMulti multi_;
  std::vector<Lane> lanes_;
  std::size_t next_ = 0;
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
