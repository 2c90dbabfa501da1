#include "crawler/serve/metrics/request_counts.hpp"

namespace quorate {

std::vector<Metric> RequestCounts::metrics() const {
  Metric requests{
      "quorate_api_requests_total", "Requests that the HTTP API answered.", MetricKind::counter, {}};
  for (const auto& [key, count] : counts_)
    requests.samples.push_back({{{"route", std::string(key.first)}, {"status", std::to_string(key.second)}},
                                static_cast<double>(count)});
  return {requests};
}

}  // namespace quorate
