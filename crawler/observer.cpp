#include "crawler/observer.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <chrono>
#include <exception>
#include <utility>

namespace quorate {
namespace asio = boost::asio;
namespace {

using Clock = std::chrono::steady_clock;

constexpr int not_modified = 304;

asio::awaitable<std::shared_ptr<Finding>> examine_here(const PlannedRequest& planned,
                                                       const Observation& observation) {
  co_return std::make_shared<Finding>(examine(planned.account, planned.place, planned.request, observation));
}

// A failure that says more about how little time there was than about the host.
bool is_of_short_time(const PlannedRequest& planned, const Observation& observation) {
  return planned.request.time_left && observation.error && observation.error->code == Code::timed_out;
}

}  // namespace

asio::awaitable<std::shared_ptr<const Finding>> Observer::look(PlannedRequest planned, Rank rank) {
  const std::string name = FindingMemory::name_of(planned);
  while (true) {
    if (auto known = memory_.fresh(name, Clock::now())) {
      ++counts_.remembered;
      co_return known;
    }
    const auto other = pending_.find(name);
    if (other == pending_.end()) break;
    if (planned.request.time_left) co_return co_await ask(std::move(planned), rank, name);
    const std::shared_ptr<asio::steady_timer> over = other->second;
    boost::system::error_code cancelled;
    co_await over->async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
  }
  // Tells those who wait, also where this ends by an exception.
  struct Asking {
    Pending& all;
    Pending::iterator mine;
    ~Asking() {
      mine->second->cancel();
      all.erase(mine);
    }
  };
  auto over = std::make_shared<asio::steady_timer>(executor_, Clock::time_point::max());
  const Asking asking{pending_, pending_.emplace(name, std::move(over)).first};
  co_return co_await ask(std::move(planned), rank, name);
}

asio::awaitable<std::shared_ptr<const Finding>> Observer::ask(PlannedRequest planned, Rank rank,
                                                              std::string name) {
  if (!paths_.empty() && !planned.request.url.empty())
    co_return co_await ask_over_all(std::move(planned), rank, std::move(name));
  Validators validators = memory_.validators(name);
  const Reply reply = co_await fetcher_.fetch(conditional(planned.request, validators), rank);
  const Observation& answer = reply.observation;
  ++counts_.asked;
  if (!answer.error && answer.status == not_modified && !validators.empty()) {
    if (auto known = memory_.unchanged(name, answer, Clock::now())) {
      ++counts_.unchanged;
      co_return known;
    }
  }
  const std::shared_ptr<const Finding> finding = co_await examine_answer(planned, answer);
  if (!is_of_short_time(planned, answer)) memory_.keep(name, *finding, validators_of(answer), Clock::now());
  co_return finding;
}

asio::awaitable<std::shared_ptr<const Finding>> Observer::examine_answer(const PlannedRequest& planned,
                                                                         const Observation& answer) {
  ++counts_.examined;
  co_return co_await asio::co_spawn(workers_, examine_here(planned, answer), asio::use_awaitable);
}

asio::awaitable<std::shared_ptr<const Finding>> Observer::ask_over_all(PlannedRequest planned, Rank rank,
                                                                       std::string name) {
  std::vector<Witness> witnesses;
  for (const Path& path : paths_) witnesses.push_back({path.name, Finding{.account = planned.account}});
  bool short_of_time = false;
  using Lane = decltype(asio::co_spawn(
      executor_, ask_over(paths_[0], planned, rank, witnesses[0], short_of_time), asio::deferred));
  std::vector<Lane> lanes;
  for (std::size_t i = 0; i < paths_.size(); ++i)
    lanes.push_back(asio::co_spawn(executor_, ask_over(paths_[i], planned, rank, witnesses[i], short_of_time),
                                   asio::deferred));
  const auto [order, faults] = co_await asio::experimental::make_parallel_group(std::move(lanes))
                                   .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
  for (const std::exception_ptr& fault : faults)
    if (fault) std::rethrow_exception(fault);
  auto finding = std::make_shared<const Finding>(corroborate(std::move(witnesses)));
  if (!short_of_time) memory_.keep(name, *finding, {}, Clock::now());
  co_return finding;
}

asio::awaitable<void> Observer::ask_over(const Path& path, const PlannedRequest& planned, Rank rank,
                                         Witness& witness, bool& short_of_time) {
  const Reply reply = co_await fetcher_.fetch(planned.request, rank, &path.world);
  ++counts_.asked;
  if (is_of_short_time(planned, reply.observation)) short_of_time = true;
  witness.finding = *co_await examine_answer(planned, reply.observation);
}

}  // namespace quorate
