// EventSink: tells one receiver of one event.
#pragma once

#include "crawler/store/event_record.hpp"
#include "proofs/result.hpp"

#include <boost/asio/awaitable.hpp>

namespace quorate {

class EventSink {
 public:
  virtual ~EventSink() = default;

  // Success: the receiver has it, as far as can be known. It may be told of the same event again after a
  // crash: the id says so. Errors: any, with what went wrong for people; it will be tried again.
  virtual boost::asio::awaitable<Result<void>> deliver(const StoredEvent& event) = 0;
};

}  // namespace quorate
