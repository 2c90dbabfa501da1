// Load: what bare_fetch and engine_fetch are told to fetch, and what they say of it at the end.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

struct Load {
  std::vector<std::string> urls;  // fetched in turn; "{}" stands for the numbers from 0 to hosts - 1
  std::size_t hosts = 1;
  std::size_t count = 1;      // fetches in all
  std::size_t in_flight = 1;  // at once
  std::size_t warm_up = 0;    // the first so many are not measured
  std::size_t slow = 0;       // beside them, as many of slow_url all the time
  std::string slow_url;
  std::size_t starts_per_second = 0;  // of those in flight; 0: all at once
  std::string connect_to;             // ADDRESS:PORT
  std::string resolver;               // ADDRESS:PORT, in place of connect_to (engine_fetch alone)
  std::string ca_file;
  std::string ca_directory;
  std::string http = "1.1";
  bool new_handles = false;       // bare_fetch: a handle for each fetch, as the engine has it
  bool several_contacts = false;  // engine_fetch: as when many are looked at

  // The URL of fetch number `index`.
  std::string url(std::size_t index) const;
  std::string slow_url_of(std::size_t index) const;
};

// What the arguments say; nothing when `--help` was asked for or an argument is wrong, after saying so.
std::optional<Load> read_load(int argc, const char* const* argv);

// Takes the times of fetches.
class Measure {
 public:
  using Clock = std::chrono::steady_clock;

  explicit Measure(const Load& load);

  // At the end of fetch `index`.
  void done(std::size_t index, Clock::time_point began, std::string_view failure, std::size_t body_bytes);
  void slow_done(std::string_view failure);

  // Prints one "name value" a line. The exit status: 1 when a fetch failed that should not.
  int report() const;

 private:
  void begin();

  std::size_t warm_up_;
  Clock::time_point began_;
  std::int64_t cpu_began_us_ = 0;
  std::vector<double> milliseconds_;
  std::size_t failed_ = 0;
  std::size_t ended_ = 0;
  std::size_t slow_ended_ = 0;
  std::size_t bytes_ = 0;
  std::string a_failure_;
  std::string a_slow_failure_;
};

}  // namespace quorate
