// LogSink: appends events to a file, one JSON object a line.
#pragma once

#include "crawler/watch/sinks/sink.hpp"

#include <string>

namespace quorate {

class LogSink final : public EventSink {
 public:
  // "-": standard output. Opened anew for each event, so that a file may be moved away at any time.
  explicit LogSink(std::string file) : file_(std::move(file)) {}
  boost::asio::awaitable<Result<void>> deliver(const StoredEvent& event) override;

 private:
  std::string file_;
};

}  // namespace quorate
