#include "crawler/check_all.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace quorate {
namespace asio = boost::asio;
namespace {

class Row {
 public:
  Row(const asio::any_io_executor& executor, CaseSource source, const Workshop& workshop, RunClock clock,
      HandOver order, ReportSink sink)
      : source_(std::move(source)),
        workshop_(workshop),
        clock_(std::move(clock)),
        order_(order),
        sink_(std::move(sink)),
        moved_(executor) {
    moved_.expires_at(asio::steady_timer::time_point::max());
  }

  // Takes one case after the other until none is left.
  asio::awaitable<void> work() {
    while (true) {
      while (asking_ || (!ended_ && is_full())) co_await wait_for_move();
      if (ended_) co_return;
      std::optional<Case> mine = co_await pull();
      if (!mine) co_return;
      const std::size_t place = taken_++;
      const auto started = std::chrono::steady_clock::now();
      Workshop workshop = workshop_;
      workshop.contact = mine->number;
      Report report = co_await check(mine->contact, workshop, clock_(), mine->past);
      const auto taken = std::chrono::steady_clock::now() - started;
      report.elapsed_ms = std::chrono::duration_cast<std::chrono::milliseconds>(taken).count();
      ready_.emplace(place, Ready{std::move(*mine), std::move(report)});
      hand_over(place);
    }
  }

 private:
  struct Ready {
    Case of;
    Report report;
  };

  bool is_full() const { return taken_ - handed_over_ >= workshop_.limits.contacts_in_flight; }

  asio::awaitable<void> wait_for_move() {
    boost::system::error_code moved;
    co_await moved_.async_wait(asio::redirect_error(asio::use_awaitable, moved));
  }

  asio::awaitable<std::optional<Case>> pull() {
    asking_ = true;
    std::optional<Case> next = co_await source_();
    asking_ = false;
    if (!next) ended_ = true;
    moved_.cancel();
    co_return next;
  }

  void hand_over(std::size_t place) {
    const bool in_order = order_ == HandOver::in_order;
    for (auto first = ready_.find(in_order ? handed_over_ : place); first != ready_.end();
         first = in_order ? ready_.find(handed_over_) : ready_.end()) {
      auto node = ready_.extract(first);
      ++handed_over_;
      sink_(node.mapped().of, std::move(node.mapped().report));
    }
    moved_.cancel();
  }

  CaseSource source_;
  const Workshop& workshop_;
  RunClock clock_;
  HandOver order_;
  ReportSink sink_;
  asio::steady_timer moved_;            // never fires; cancelled when somebody who waits should look again
  std::map<std::size_t, Ready> ready_;  // wait for an earlier one
  bool asking_ = false;                 // somebody is at the source
  bool ended_ = false;                  // the source has no more
  std::size_t taken_ = 0;
  std::size_t handed_over_ = 0;
};

}  // namespace

asio::awaitable<void> check_all(CaseSource source, const Workshop& workshop, RunClock clock, HandOver order,
                                ReportSink sink) {
  const auto executor = co_await asio::this_coro::executor;
  Row row(executor, std::move(source), workshop, std::move(clock), order, std::move(sink));
  using Lane = decltype(asio::co_spawn(executor, row.work(), asio::deferred));
  std::vector<Lane> lanes;
  for (std::size_t i = 0; i < workshop.limits.contacts_in_flight; ++i)
    lanes.push_back(asio::co_spawn(executor, row.work(), asio::deferred));
  const auto [ended, faults] = co_await asio::experimental::make_parallel_group(std::move(lanes))
                                   .async_wait(asio::experimental::wait_for_one_error(), asio::use_awaitable);
  for (const std::size_t lane : ended)  // the first fault is the cause of the others
    if (faults[lane]) std::rethrow_exception(faults[lane]);
}

}  // namespace quorate
