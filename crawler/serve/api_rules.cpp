#include "crawler/serve/api_rules.hpp"

namespace quorate {
namespace {

// An entry takes about a hundred bytes.
constexpr std::size_t remembered_visitors = 4096;

}  // namespace

ApiRules api_rules(const Limits& limits) {
  ApiRules rules;
  rules.connections = limits.api_connections;
  rules.connections_of_one = limits.api_visitor_connections;
  rules.header_bytes = limits.api_header_bytes;
  rules.header_lines = limits.api_header_lines;
  rules.body_bytes = limits.api_body_bytes;
  rules.request_time = std::chrono::seconds(limits.api_request_seconds);
  rules.idle_time = std::chrono::seconds(limits.api_idle_seconds);
  rules.streams = limits.api_streams;
  const BucketRate rate{std::chrono::milliseconds(limits.api_interval_ms), limits.api_burst};
  rules.of_token = rate;
  rules.of_visitor = rate;
  rules.remembered_visitors = remembered_visitors;
  return rules;
}

}  // namespace quorate
