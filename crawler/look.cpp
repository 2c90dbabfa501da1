#include "crawler/look.hpp"

#include "config/plan.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <optional>
#include <utility>

namespace quorate {
namespace asio = boost::asio;
namespace {

using Clock = std::chrono::steady_clock;

// The requests of all accounts with room for what each finds. Accounts that cannot be looked at have their
// finding already.
struct Round {
  std::vector<Finding> findings;
  std::vector<PlannedRequest> requests;
  std::vector<std::size_t> places;  // where in `findings` the answer of each request belongs
  std::size_t next = 0;             // the first request that nobody has taken
  std::optional<Clock::time_point> deadline;
  Rank rank = Rank::anchored;
};

Round plan_all(const std::vector<Account>& accounts, const Workshop& workshop) {
  Round round;
  for (const Account& account : accounts) {
    Plan plan = plan_account(account, workshop.services, workshop.limits);
    if (const auto* verdict = std::get_if<Verdict>(&plan)) {
      Finding& finding = round.findings.emplace_back(Finding{.account = account});
      finding.obstacle = *verdict;
      continue;
    }
    for (PlannedRequest& request : std::get<std::vector<PlannedRequest>>(plan)) {
      if (workshop.name_servers == NameServers::asked)
        request.request.zone = workshop.suffixes.registered_domain(account.host());
      round.places.push_back(round.findings.size());
      round.findings.push_back(Finding{.account = account});
      round.requests.push_back(std::move(request));
    }
  }
  return round;
}

// Takes one request after the other until none is left.
asio::awaitable<void> work_through(Round& round, const Workshop& workshop) {
  while (round.next < round.requests.size()) {
    const std::size_t mine = round.next++;
    PlannedRequest& planned = round.requests[mine];
    if (round.deadline)
      planned.request.time_left =
          std::chrono::duration_cast<std::chrono::milliseconds>(*round.deadline - Clock::now());
    round.findings[round.places[mine]] =
        *co_await workshop.observer.look(planned, round.rank, workshop.contact);
  }
}

}  // namespace

asio::awaitable<std::vector<Finding>> look_at(const std::vector<Account>& accounts, Standing standing,
                                              const Workshop& workshop,
                                              std::optional<std::chrono::milliseconds> limit) {
  Round round = plan_all(accounts, workshop);
  if (limit) round.deadline = Clock::now() + *limit;
  if (standing == Standing::discovered) round.rank = Rank::discovered;
  const std::size_t lanes = std::min<std::size_t>(round.requests.size(), workshop.limits.requests_in_flight);
  const auto executor = co_await asio::this_coro::executor;
  using Lane = decltype(asio::co_spawn(executor, work_through(round, workshop), asio::deferred));
  std::vector<Lane> running;
  for (std::size_t i = 0; i < lanes; ++i)
    running.push_back(asio::co_spawn(executor, work_through(round, workshop), asio::deferred));
  if (!running.empty()) {
    const auto [order, faults] = co_await asio::experimental::make_parallel_group(std::move(running))
                                     .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
    for (const std::exception_ptr& fault : faults)
      if (fault) std::rethrow_exception(fault);
  }
  co_return std::move(round.findings);
}

}  // namespace quorate
