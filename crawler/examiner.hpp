// Examiner: turns answers into findings on all cores, and remembers the signatures that it has verified.
#pragma once

#include "config/plan.hpp"
#include "crawler/memory/token_memory.hpp"
#include "proofs/judge/finding.hpp"

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <exception>
#include <memory>
#include <vector>

namespace quorate {

class Examiner {
 public:
  // `executor` must run one handler at a time; examine() is awaited on it. `workers`: any number of threads.
  Examiner(boost::asio::any_io_executor executor, boost::asio::any_io_executor workers);

  // Small answers with nothing in them but known tokens are examined at once. Others go to the workers, as
  // many together as have come meanwhile: a hop between threads costs more than what most of them need. Both
  // arguments must live until the end. Throws what `examine` throws: for want of memory.
  boost::asio::awaitable<std::shared_ptr<const Finding>> examine(const PlannedRequest& planned,
                                                                 const Observation& answer);

 private:
  using Signature = void(std::exception_ptr, std::shared_ptr<const Finding>);
  struct Job {
    const PlannedRequest* planned;
    const Observation* answer;
    boost::asio::any_completion_handler<Signature> handler;
    std::exception_ptr fault;
    std::shared_ptr<const Finding> finding;
  };
  using Batch = std::vector<std::unique_ptr<Job>>;

  std::shared_ptr<const Finding> examine_at_once(const PlannedRequest& planned, const Observation& answer);
  void add(std::unique_ptr<Job> job);
  void hand_over();
  static void work(Batch& batch, TokenMemory& tokens);

  boost::asio::any_io_executor executor_;
  boost::asio::any_io_executor workers_;
  std::shared_ptr<TokenMemory> tokens_;  // workers may be at it when the examiner is gone
  std::shared_ptr<Batch> waiting_;       // null: nobody has come since the last were handed over
};

}  // namespace quorate
