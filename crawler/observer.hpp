// Observer: turns one planned request into what it shows, by asking, or from what is known already.
#pragma once

#include "config/plan.hpp"
#include "crawler/manners/polite_fetcher.hpp"
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

// A way to the world, with its own proxy or address of ours.
struct Path {
  std::string name;
  Fetcher& world;
};

class Observer {
 public:
  // `fetcher` and `memory` must outlive it. `executor`: as for PoliteFetcher. `workers`: where answers are
  // examined. `paths`: where there are any, every page is asked over each, and what they show is compared;
  // DNS records are asked once, for DNSSEC says more about them than a second path.
  Observer(const boost::asio::any_io_executor& executor, PoliteFetcher& fetcher, FindingMemory& memory,
           boost::asio::any_io_executor workers, std::vector<Path> paths = {})
      : executor_(executor),
        fetcher_(fetcher),
        memory_(memory),
        workers_(std::move(workers)),
        paths_(std::move(paths)) {}

  // Throws what PoliteFetcher throws. Two that want the same at once ask once, unless the time of one is
  // short.
  boost::asio::awaitable<std::shared_ptr<const Finding>> look(PlannedRequest planned, Rank rank);

  const ObserverCounts& counts() const { return counts_; }

 private:
  using Pending = std::map<std::string, std::shared_ptr<boost::asio::steady_timer>>;

  boost::asio::awaitable<std::shared_ptr<const Finding>> ask(PlannedRequest planned, Rank rank,
                                                             std::string name);
  boost::asio::awaitable<std::shared_ptr<const Finding>> ask_over_all(PlannedRequest planned, Rank rank,
                                                                      std::string name);
  boost::asio::awaitable<void> ask_over(const Path& path, const PlannedRequest& planned, Rank rank,
                                        Witness& witness, bool& short_of_time);
  boost::asio::awaitable<std::shared_ptr<const Finding>> examine_answer(const PlannedRequest& planned,
                                                                        const Observation& answer);

  boost::asio::any_io_executor executor_;
  PoliteFetcher& fetcher_;
  FindingMemory& memory_;
  boost::asio::any_io_executor workers_;
  std::vector<Path> paths_;
  Pending pending_;  // what is being asked. The timers never fire; they are cancelled when that is over.
  ObserverCounts counts_;
};

}  // namespace quorate
