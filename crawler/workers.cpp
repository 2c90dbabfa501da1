#include "crawler/workers.hpp"

#include <algorithm>
#include <system_error>

namespace quorate {

Result<std::unique_ptr<Workers>> Workers::start() {
  std::unique_ptr<Workers> workers(new Workers);
  const unsigned wanted = std::max(std::thread::hardware_concurrency(), 1U);
  try {
    for (unsigned i = 0; i < wanted; ++i)
      workers->threads_.emplace_back([&context = workers->context_] { context.run(); });
  } catch (const std::system_error& error) {
    if (workers->threads_.empty())
      return Error{Code::internal, std::string("the system grants no thread: ") + error.what()};
  }
  return workers;
}

Workers::~Workers() {
  context_.stop();
  for (std::thread& thread : threads_) thread.join();
}

}  // namespace quorate
