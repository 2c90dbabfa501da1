#include "crawler/check_all.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <chrono>
#include <exception>
#include <map>
#include <utility>

namespace quorate {
namespace asio = boost::asio;
namespace {

class Row {
 public:
  Row(const asio::any_io_executor& executor, const std::vector<Case>& cases, const Workshop& workshop,
      UnixTime now, const ReportSink& sink)
      : cases_(cases), workshop_(workshop), now_(now), sink_(sink), moved_(executor) {
    moved_.expires_at(asio::steady_timer::time_point::max());
  }

  // Takes one contact after the other until none is left.
  asio::awaitable<void> work() {
    while (next_ < cases_.size()) {
      const std::size_t mine = next_++;
      while (mine - handed_over_ >= workshop_.limits.contacts_in_flight) co_await wait_for_move();
      const auto started = std::chrono::steady_clock::now();
      Workshop workshop = workshop_;
      workshop.contact = mine;
      Report report = co_await check(cases_[mine].contact, workshop, now_, cases_[mine].past);
      const auto taken = std::chrono::steady_clock::now() - started;
      report.elapsed_ms = std::chrono::duration_cast<std::chrono::milliseconds>(taken).count();
      ready_.emplace(mine, std::move(report));
      hand_over();
    }
  }

 private:
  asio::awaitable<void> wait_for_move() {
    boost::system::error_code moved;
    co_await moved_.async_wait(asio::redirect_error(asio::use_awaitable, moved));
  }

  void hand_over() {
    for (auto first = ready_.find(handed_over_); first != ready_.end(); first = ready_.find(handed_over_)) {
      auto node = ready_.extract(first);
      sink_(handed_over_++, std::move(node.mapped()));
    }
    moved_.cancel();
  }

  const std::vector<Case>& cases_;
  const Workshop& workshop_;
  UnixTime now_;
  const ReportSink& sink_;
  asio::steady_timer moved_;             // never fires; cancelled when something was handed over
  std::map<std::size_t, Report> ready_;  // wait for an earlier one
  std::size_t next_ = 0;                 // the first contact that nobody has taken
  std::size_t handed_over_ = 0;
};

}  // namespace

asio::awaitable<void> check_all(const std::vector<Case>& cases, const Workshop& workshop, UnixTime now,
                                const ReportSink& sink) {
  const auto executor = co_await asio::this_coro::executor;
  Row row(executor, cases, workshop, now, sink);
  using Lane = decltype(asio::co_spawn(executor, row.work(), asio::deferred));
  std::vector<Lane> lanes;
  const std::size_t count = std::min<std::size_t>(cases.size(), workshop.limits.contacts_in_flight);
  for (std::size_t i = 0; i < count; ++i)
    lanes.push_back(asio::co_spawn(executor, row.work(), asio::deferred));
  if (lanes.empty()) co_return;
  const auto [order, faults] = co_await asio::experimental::make_parallel_group(std::move(lanes))
                                   .async_wait(asio::experimental::wait_for_one_error(), asio::use_awaitable);
  for (const std::exception_ptr& fault : faults)
    if (fault) std::rethrow_exception(fault);
}

}  // namespace quorate
