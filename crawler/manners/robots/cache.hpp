// RobotsCache: remembers what hosts say in their robots.txt, and for how long that holds.
#pragma once

#include "crawler/manners/robots/trail.hpp"
#include "crawler/memory/shelf.hpp"

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

namespace quorate {

struct RobotsLifetimes {
  std::chrono::seconds rules{};        // SPEC: RFC 9309 section 2.4: at most a day
  std::chrono::seconds unreachable{};  // after which a host that could not be asked is asked again
};

class RobotsCache {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // `max_bytes`: of memory, about.
  RobotsCache(std::size_t max_bytes, const RobotsLifetimes& lifetimes)
      : lifetimes_(lifetimes), shelf_(max_bytes) {}

  // What is known of "host:port"; null when it must be asked.
  std::shared_ptr<const RobotsAnswer> find(const std::string& authority, Time now);

  // Takes in what it said, and gives what holds now: SPEC: RFC 9309 section 2.3.1.4: older rules where they
  // are still there and the host could not be asked.
  std::shared_ptr<const RobotsAnswer> keep(const std::string& authority, RobotsAnswer answer, Time now);

  std::size_t bytes() const { return shelf_.cost(); }

 private:
  struct Entry {
    std::shared_ptr<const RobotsAnswer> answer;
    Time until;
  };

  RobotsLifetimes lifetimes_;
  Shelf<Entry> shelf_;
};

// What the answer says about a path.
Access access(const RobotsAnswer& answer, std::string_view target);

}  // namespace quorate
