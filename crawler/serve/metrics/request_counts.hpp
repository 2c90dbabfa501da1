// RequestCounts: how many requests the API answered, by route and kind of answer.
#pragma once

#include "crawler/serve/metrics/metric.hpp"

#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate {

class RequestCounts {
 public:
  // `route`: the path of its route as it stands in the table, or a word of ours; never what was sent.
  void count(std::string_view route, unsigned status) { ++counts_[{route, status}]; }

  std::vector<Metric> metrics() const;

 private:
  std::map<std::pair<std::string_view, unsigned>, std::uint64_t> counts_;
};

}  // namespace quorate
