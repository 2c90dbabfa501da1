// Checker: everything that the checks of a run share, from the network to the tables, and the run itself.
#pragma once

#include "crawler/check_all.hpp"
#include "crawler/memory/finding_memory.hpp"
#include "crawler/tables.hpp"
#include "crawler/workers.hpp"
#include "crawler/world.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace quorate {

// What stands between the checks and the asker of the world.
using AskerWrap = std::function<std::unique_ptr<Asker>(std::unique_ptr<Asker>)>;

class Checker {
 public:
  // `executor` must run one handler at a time; run() is awaited on it. Tables, world and workers must outlive
  // the checker; of `world`, it takes the asker.
  Checker(const boost::asio::any_io_executor& executor, const Tables& tables, World& world, Manners manners,
          Workers& workers, NameServers name_servers, const Exclusions* exclusions = nullptr,
          const AskerWrap& wrap = {});

  // See check_all(). Fills everything of the reports. May be called again when it is over; what was concluded
  // from earlier answers is still known then.
  boost::asio::awaitable<void> run(CaseSource source, RunClock clock, HandOver order, ReportSink sink);

  const SuffixList& suffixes() const { return suffixes_; }
  // What was concluded from answers so far.
  FindingMemory& memory() { return memory_; }
  const ObserverCounts& counts() const { return observer_.counts(); }

 private:
  const Tables& tables_;
  std::string connect_to_;
  bool replays_;
  std::vector<std::string> vantages_;
  SuffixList suffixes_ = SuffixList::builtin();
  std::unique_ptr<Asker> asker_;
  FindingMemory memory_;
  Observer observer_;
  Workshop workshop_;
};

// Runs the context until `work` is over; what else runs on it is then dropped. Throws what `work` throws, and
// what any other handler throws, once `work` was cancelled and has ended.
void run_until_over(boost::asio::io_context& context, boost::asio::awaitable<void> work);

// A source that hands out these cases, one after the other.
CaseSource source_of(std::vector<Case> cases);

}  // namespace quorate
