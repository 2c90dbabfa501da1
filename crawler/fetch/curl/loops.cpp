#include "crawler/fetch/curl/loops.hpp"

#include <algorithm>
#include <functional>

namespace quorate {
namespace {

// Their connections are gone through in some microseconds.
constexpr std::size_t transfers_of_a_loop = 512;

std::size_t at_least(std::size_t number, std::size_t divisor) { return (number + divisor - 1) / divisor; }

}  // namespace

CurlLoops::CurlLoops(const boost::asio::any_io_executor& executor, std::size_t in_flight,
                     unsigned connections_per_host, unsigned connections_kept) {
  const std::size_t count = std::max<std::size_t>(1, at_least(in_flight, transfers_of_a_loop));
  const auto kept = static_cast<unsigned>(at_least(connections_kept, count));
  for (std::size_t i = 0; i < count; ++i)
    loops_.push_back(std::make_shared<CurlLoop>(executor, connections_per_host, kept));
}

CurlLoop& CurlLoops::of(std::string_view host) const {
  return *loops_[loops_.size() == 1 ? 0 : std::hash<std::string_view>()(host) % loops_.size()];
}

void CurlLoops::stop() {
  for (const auto& loop : loops_) loop->stop();
}

}  // namespace quorate
