// The fetches of bare_fetch on the loop of the engine: what Asio and the loop cost beside a plain epoll set.
#include "bench/fetch/lane.hpp"
#include "crawler/fetch/curl/loop.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>

#include <algorithm>

namespace quorate {
namespace {

namespace asio = boost::asio;

struct Crowd {
  const Load& load;
  Measure measure{load};
  std::size_t next = 0;
};

asio::awaitable<void> work(Crowd& crowd, std::shared_ptr<CurlLoop> loop) {
  Lane lane;
  while (crowd.next < crowd.load.count) {
    lane.index = crowd.next++;
    lane.set_up(crowd.load, crowd.load.url(lane.index));
    const CURLcode code = co_await loop->run(lane.easy.get());
    crowd.measure.done(lane.index, lane.began, code == CURLE_OK ? "" : curl_easy_strerror(code), lane.bytes);
  }
}

int run(const Load& load) {
  constexpr unsigned connections_per_host = 2;
  asio::io_context io{1};
  const auto kept = static_cast<unsigned>(connections_per_host * load.hosts);
  const auto loop = std::make_shared<CurlLoop>(io.get_executor(), connections_per_host, kept);
  Crowd crowd{load};
  for (std::size_t i = 0; i < std::min(load.in_flight, load.count); ++i)
    asio::co_spawn(io, work(crowd, loop), asio::detached);
  io.run();
  return crowd.measure.report();
}

}  // namespace
}  // namespace quorate

int main(int argc, char** argv) {
  const auto load = quorate::read_load(argc, argv);
  return load ? quorate::run(*load) : 2;
}
