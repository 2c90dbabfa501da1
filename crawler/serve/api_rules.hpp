// ApiRules: how much the HTTP API takes and for how long it waits.
#pragma once

#include "config/limits.hpp"
#include "crawler/manners/bucket.hpp"

#include <chrono>
#include <cstddef>

namespace quorate {

struct ApiRules {
  std::size_t connections = 0;
  std::size_t connections_of_one = 0;  // visitor
  std::size_t header_bytes = 0;
  std::size_t header_lines = 0;
  std::size_t body_bytes = 0;
  std::chrono::seconds request_time{};  // from its first byte, or of writing an answer
  std::chrono::seconds idle_time{};     // between two requests
  std::size_t streams = 0;
  BucketRate of_token;
  BucketRate of_visitor;
  std::size_t remembered_visitors = 0;
};

ApiRules api_rules(const Limits& limits);

}  // namespace quorate
