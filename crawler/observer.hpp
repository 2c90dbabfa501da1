// Observer: turns one planned request into what it shows, by asking, or from what is known already.
#pragma once

#include "config/plan.hpp"
#include "crawler/asker.hpp"
#include "crawler/examiner.hpp"
#include "crawler/memory/finding_memory.hpp"
#include "proofs/judge/corroborate.hpp"
#include "proofs/judge/finding.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace quorate {

// How the findings so far were come by.
struct ObserverCounts {
  std::size_t asked = 0;
  std::size_t examined = 0;    // answers that were parsed, and their proofs verified
  std::size_t unchanged = 0;   // answers that said: nothing has changed
  std::size_t remembered = 0;  // not asked: looked at a moment ago
};

// Whether what one contact's check has seen serves the others, too.
enum class Sharing {
  shared,  // what is known is not asked again, or asked whether it has changed
  none,    // every check asks everything: what it gets then depends on the answers alone, not on their times
};

class Observer {
 public:
  // `asker` and `memory` must outlive it. `executor` must run one handler at a time; look() is awaited on it.
  // `workers`: where answers are examined. `vantages`: where there are any, every page is asked from each,
  // and what they show is compared; DNS records are asked once, for DNSSEC says more about them than a second
  // path.
  Observer(const boost::asio::any_io_executor& executor, Asker& asker, FindingMemory& memory,
           boost::asio::any_io_executor workers, std::vector<std::string> vantages = {},
           Sharing sharing = Sharing::shared)
      : executor_(executor),
        asker_(asker),
        memory_(memory),
        examiner_(executor, std::move(workers)),
        vantages_(std::move(vantages)),
        sharing_(sharing) {}

  // For the check of the contact with that number. Throws what Asker throws. Two that want the same at once
  // ask once, unless the time of one is short.
  boost::asio::awaitable<std::shared_ptr<const Finding>> look(PlannedRequest planned, Rank rank,
                                                              std::size_t contact = 0);

  const ObserverCounts& counts() const { return counts_; }

 private:
  using Pending = std::map<std::string, std::shared_ptr<boost::asio::steady_timer>>;
  struct Task {
    PlannedRequest planned;
    Rank rank = Rank::anchored;
    std::size_t contact = 0;
    std::string name;  // in the memory
  };

  boost::asio::awaitable<std::shared_ptr<const Finding>> share(Task task);
  boost::asio::awaitable<std::shared_ptr<const Finding>> ask(Task task);
  boost::asio::awaitable<std::shared_ptr<const Finding>> ask_from_all(Task task);
  boost::asio::awaitable<void> ask_from(const std::string& vantage, const Task& task, Witness& witness,
                                        bool& short_of_time);
  boost::asio::awaitable<std::shared_ptr<const Finding>> examine_answer(const PlannedRequest& planned,
                                                                        const Observation& answer);
  void keep(const Task& task, std::shared_ptr<const Finding> finding, const Validators& validators);

  boost::asio::any_io_executor executor_;
  Asker& asker_;
  FindingMemory& memory_;
  Examiner examiner_;
  std::vector<std::string> vantages_;
  Sharing sharing_;
  Pending pending_;  // what is being asked. The timers never fire; they are cancelled when that is over.
  ObserverCounts counts_;
};

}  // namespace quorate
