#include "crawler/fetch/settings.hpp"

namespace quorate {

FetchLimits fetch_limits(const Limits& limits) {
  using std::chrono::milliseconds;
  FetchLimits fetch;
  fetch.dns = milliseconds(limits.dns_timeout_ms);
  fetch.connect = milliseconds(limits.connect_timeout_ms);
  fetch.first_byte = milliseconds(limits.first_byte_timeout_ms);
  fetch.total = milliseconds(limits.total_timeout_ms);
  fetch.low_speed_bytes = limits.low_speed_bytes;
  fetch.low_speed_window = std::chrono::seconds(limits.low_speed_seconds);
  fetch.header_bytes = limits.header_bytes;
  fetch.header_lines = limits.header_lines;
  fetch.body_bytes = limits.page_bytes;
  fetch.decode_ratio = limits.decode_ratio;
  fetch.decode_ratio_from = limits.decode_ratio_from;
  fetch.redirects = limits.redirects;
  fetch.in_flight = limits.requests_in_flight;
  fetch.connections_per_host = limits.connections_per_host;
  fetch.connecting_at_once = limits.connecting_at_once;
  fetch.connections_kept = limits.connections_kept;
  fetch.connection_age = std::chrono::seconds(limits.connection_age_seconds);
  return fetch;
}

}  // namespace quorate
