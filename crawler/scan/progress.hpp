// ScanProgress: what a scan tells people while it runs, in one line.
#pragma once

#include "proofs/scan/counts.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace quorate {

// A step function without a clock.
class ScanProgress {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // `total`: how many targets there are, where that is known. `done`: before this run.
  ScanProgress(std::optional<std::uint64_t> total, std::uint64_t done, Time now)
      : total_(total), done_before_(done), begun_(now), last_(now), last_done_(done) {}

  void add(const TargetLines& lines);

  // "3200 of 10000 (32.0 %), 51.2/s, 2:13 left, 16 in flight; 12800 accounts, 9120 proven; tls 12, timeout 4;
  // slow: a.example 2.1 s". The rate is that since the last line, the hosts are the slowest since then.
  std::string line(const ScanCounts& counts, std::size_t in_flight, Time now);

 private:
  struct Slow {
    std::string host;
    std::int64_t latency_us = 0;
  };

  std::optional<std::uint64_t> total_;
  std::uint64_t done_before_;
  Time begun_;
  Time last_;
  std::uint64_t last_done_;
  std::vector<Slow> slow_;  // the slowest first, each host once
};

// "2:13", "1:02:13", "3 d 4:02:13".
std::string write_span(std::chrono::seconds span);

}  // namespace quorate
