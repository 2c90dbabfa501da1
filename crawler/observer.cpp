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

// A failure that says more about how little time there was than about the host.
bool is_of_short_time(const PlannedRequest& planned, const Observation& observation) {
  return planned.request.time_left && observation.error && observation.error->code == Code::timed_out;
}

}  // namespace

asio::awaitable<std::shared_ptr<const Finding>> Observer::look(PlannedRequest planned, Rank rank,
                                                               std::size_t contact) {
  Task task{std::move(planned), rank, contact, {}};
  if (sharing_ == Sharing::none) return ask(std::move(task));
  task.name = FindingMemory::name_of(task.planned);
  return share(std::move(task));
}

asio::awaitable<std::shared_ptr<const Finding>> Observer::share(Task task) {
  while (true) {
    if (auto known = memory_.fresh(task.name, Clock::now())) {
      ++counts_.remembered;
      co_return known;
    }
    const auto other = pending_.find(task.name);
    if (other == pending_.end()) break;
    if (task.planned.request.time_left) co_return co_await ask(std::move(task));
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
  const Asking asking{pending_, pending_.emplace(task.name, std::move(over)).first};
  co_return co_await ask(std::move(task));
}

asio::awaitable<std::shared_ptr<const Finding>> Observer::ask(Task task) {
  const PlannedRequest& planned = task.planned;
  if (!vantages_.empty() && !planned.request.url.empty()) co_return co_await ask_from_all(std::move(task));
  const Validators validators = sharing_ == Sharing::none ? Validators() : memory_.validators(task.name);
  Question question{task.contact, planned.account.uri(), {}, conditional(planned.request, validators)};
  const Reply reply = co_await asker_.ask(std::move(question), task.rank);
  const Observation& answer = reply.observation;
  ++counts_.asked;
  if (!answer.error && answer.status == not_modified && !validators.empty()) {
    if (auto known = memory_.unchanged(task.name, answer, Clock::now())) {
      ++counts_.unchanged;
      co_return known;
    }
  }
  const std::shared_ptr<const Finding> finding = co_await examine_answer(planned, answer);
  if (!is_of_short_time(planned, answer)) keep(task, finding, validators_of(answer));
  co_return finding;
}

void Observer::keep(const Task& task, std::shared_ptr<const Finding> finding, const Validators& validators) {
  if (sharing_ == Sharing::shared) memory_.keep(task.name, std::move(finding), validators, Clock::now());
}

asio::awaitable<std::shared_ptr<const Finding>> Observer::examine_answer(const PlannedRequest& planned,
                                                                         const Observation& answer) {
  ++counts_.examined;
  return examiner_.examine(planned, answer);
}

asio::awaitable<std::shared_ptr<const Finding>> Observer::ask_from_all(Task task) {
  std::vector<Witness> witnesses;
  for (const std::string& vantage : vantages_)
    witnesses.push_back({vantage, Finding{.account = task.planned.account}});
  bool short_of_time = false;
  using Lane = decltype(asio::co_spawn(executor_, ask_from(vantages_[0], task, witnesses[0], short_of_time),
                                       asio::deferred));
  std::vector<Lane> lanes;
  for (std::size_t i = 0; i < vantages_.size(); ++i)
    lanes.push_back(
        asio::co_spawn(executor_, ask_from(vantages_[i], task, witnesses[i], short_of_time), asio::deferred));
  const auto [order, faults] = co_await asio::experimental::make_parallel_group(std::move(lanes))
                                   .async_wait(asio::experimental::wait_for_all(), asio::use_awaitable);
  for (const std::exception_ptr& fault : faults)
    if (fault) std::rethrow_exception(fault);
  auto finding = std::make_shared<const Finding>(corroborate(std::move(witnesses)));
  if (!short_of_time) keep(task, finding, {});
  co_return finding;
}

asio::awaitable<void> Observer::ask_from(const std::string& vantage, const Task& task, Witness& witness,
                                         bool& short_of_time) {
  const PlannedRequest& planned = task.planned;
  Question question{task.contact, planned.account.uri(), vantage, planned.request};
  const Reply reply = co_await asker_.ask(std::move(question), task.rank);
  ++counts_.asked;
  if (is_of_short_time(planned, reply.observation)) short_of_time = true;
  witness.finding = *co_await examine_answer(planned, reply.observation);
}

}  // namespace quorate
