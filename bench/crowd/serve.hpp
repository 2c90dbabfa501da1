// Serves a crowd on loopback until SIGTERM or SIGINT.
#pragma once

#include "bench/crowd/counter.hpp"

#include <cstdint>
#include <string>

namespace quorate {

struct CrowdServer {
  // PEM files: one certificate for all hosts, or an authority that makes one for each as it is asked for.
  std::string certificate;
  std::string authority;
  std::string key;
  std::uint16_t port = 0;  // 0: the kernel chooses
};

struct CrowdCounts {
  std::size_t connections = 0;
};

// Prints "port N" when it is ready. Throws std::runtime_error where the system refuses.
CrowdCounts serve_crowd(const CrowdServer& server, Counter& counter);

}  // namespace quorate
