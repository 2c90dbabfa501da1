#include "crawler/run_context.hpp"

namespace quorate {

std::exception_ptr run_to_end(boost::asio::io_context& context, const std::function<void()>& drop) {
  std::exception_ptr first;
  while (!context.stopped()) {
    try {
      context.run();
    } catch (...) {
      if (!first) first = std::current_exception();
      drop();
    }
  }
  return first;
}

}  // namespace quorate
