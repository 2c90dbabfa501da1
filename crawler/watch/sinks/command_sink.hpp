// CommandSink: starts a program for each event and gives it the event as JSON on standard input.
#pragma once

#include "crawler/watch/sinks/sink.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace quorate {

class CommandSink final : public EventSink {
 public:
  // `argv`: the program by its whole path, and its arguments; no shell reads them. Exit status 0 within the
  // time is success. What the program prints goes to our standard error, up to 64 KiB of it; afterwards the
  // program and what it started in its process group are ended.
  CommandSink(boost::asio::any_io_executor executor, std::vector<std::string> argv,
              std::chrono::seconds timeout)
      : executor_(std::move(executor)), argv_(std::move(argv)), timeout_(timeout) {}
  boost::asio::awaitable<Result<void>> deliver(const StoredEvent& event) override;

 private:
  boost::asio::any_io_executor executor_;
  std::vector<std::string> argv_;
  std::chrono::seconds timeout_;
};

}  // namespace quorate
