// CurlLoops: one loop for some hundred transfers, and each host always on the same one.
#pragma once

#include "crawler/fetch/curl/loop.hpp"

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

namespace quorate {

// curl goes through all connections of a loop whenever a transfer ends. With 10,000 in one loop that takes a
// quarter of a millisecond, five times as long as all the rest of a fetch over a connection that stands.
class CurlLoops {
 public:
  // Enough for `in_flight` transfers at once; 0: not known. The other numbers: see CurlLoop; connections are
  // kept by each loop in its share.
  CurlLoops(const boost::asio::any_io_executor& executor, std::size_t in_flight,
            unsigned connections_per_host, unsigned connections_kept);

  CurlLoop& of(std::string_view host) const;
  void stop();

 private:
  std::vector<std::shared_ptr<CurlLoop>> loops_;
};

}  // namespace quorate
