// Signals: those that tell the daemon to stop or to read its files again, kept until somebody hears them.
#pragma once

#include "proofs/result.hpp"

#include <memory>
#include <optional>

namespace quorate {

class Signals {
 public:
  // From now on SIGTERM, SIGINT and SIGHUP interrupt neither this thread nor those that it starts, but wait
  // here; also when this is gone, for then the process is about to end. Errors: internal.
  static Result<std::unique_ptr<Signals>> keep();
  ~Signals();
  Signals(const Signals&) = delete;
  Signals& operator=(const Signals&) = delete;

  // The one that waits, if one does. Of several of a kind that came meanwhile one is left.
  std::optional<int> next();
  // Readable while one waits.
  int descriptor() const { return descriptor_; }

 private:
  explicit Signals(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

}  // namespace quorate
