// Workers: threads for the work that must not hold up the thread that fetches.
#pragma once

#include "proofs/result.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>

#include <memory>
#include <thread>
#include <vector>

namespace quorate {

class Workers {
 public:
  // As many threads as the machine runs at once, or as many of them as the system grants. (Boost's own
  // thread_pool waits forever for threads that could not be made.) Errors: internal when there is not even
  // one.
  static Result<std::unique_ptr<Workers>> start();

  // Drops what has not begun and waits for what has. Whatever else the work touches must live until then:
  // also the context of whoever awaits it, whose last trace on a worker goes only after the answer has come.
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  boost::asio::any_io_executor executor() { return context_.get_executor(); }

 private:
  Workers() = default;

  boost::asio::io_context context_;
  boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work_{context_.get_executor()};
  std::vector<std::thread> threads_;
};

}  // namespace quorate
