// Runs a context to its end, whatever its handlers throw.
#pragma once

#include <boost/asio/io_context.hpp>

#include <exception>
#include <functional>

namespace quorate {

// Until the context is stopped or has no more work. Where a handler throws, calls `drop`, which should cancel
// all that is under way, and runs on: what is under way refers to what its caller holds, and must end before
// that goes. The first thing that was thrown; null where nothing was.
std::exception_ptr run_to_end(boost::asio::io_context& context, const std::function<void()>& drop);

}  // namespace quorate
