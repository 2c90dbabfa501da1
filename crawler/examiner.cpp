#include "crawler/examiner.hpp"

#include <boost/asio/append.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <iterator>
#include <utility>

namespace quorate {
namespace asio = boost::asio;
namespace {

constexpr std::size_t small_answer = 16 * 1024;  // bytes; reading one takes some microseconds
// Together at the most: more would leave the other cores idle, where there are any.
constexpr std::size_t jobs_together = 8;

// Whether to read the answer takes less time than a hop to another thread and back.
bool is_quickly_read(const PlannedRequest& planned, const Observation& answer) {
  const auto is_markup = [](const Region& region) {
    return region.kind == RegionKind::html || region.kind == RegionKind::meta;
  };
  const Place& place = planned.place;
  const bool needs_tree = std::any_of(place.regions.begin(), place.regions.end(), is_markup) ||
                          (place.owner && is_markup(place.owner->region));
  return planned.kind == KeyKind::native && answer.body.size() <= small_answer &&
         (!needs_tree || answer.error);
}

std::shared_ptr<const Finding> finding_of(const PlannedRequest& planned, const Observation& answer,
                                          const TokenCheck& check) {
  return std::make_shared<const Finding>(
      examine(planned.account, planned.place, planned.request, answer, check));
}

}  // namespace

Examiner::Examiner(asio::any_io_executor executor, asio::any_io_executor workers)
    : executor_(std::move(executor)),
      workers_(std::move(workers)),
      tokens_(std::make_shared<TokenMemory>()) {}

asio::awaitable<std::shared_ptr<const Finding>> Examiner::examine(const PlannedRequest& planned,
                                                                  const Observation& answer) {
  if (auto finding = examine_at_once(planned, answer)) co_return finding;
  co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, Signature>(
      [&](auto handler) {
        add(std::make_unique<Job>(Job{&planned, &answer, std::move(handler), nullptr, nullptr}));
      },
      asio::use_awaitable);
}

// Null where that would take long.
std::shared_ptr<const Finding> Examiner::examine_at_once(const PlannedRequest& planned,
                                                         const Observation& answer) {
  if (!is_quickly_read(planned, answer)) return nullptr;
  bool all_known = true;
  auto finding = finding_of(planned, answer, [&](std::string_view token) -> VerifiedToken {
    auto known = all_known ? tokens_->known(token) : std::nullopt;
    if (known) return std::move(*known);
    all_known = false;
    return RejectedToken{};
  });
  return all_known ? finding : nullptr;
}

void Examiner::add(std::unique_ptr<Job> job) {
  if (!waiting_) {
    waiting_ = std::make_shared<Batch>();
    asio::post(executor_, [this, batch = std::weak_ptr<Batch>(waiting_)] {
      if (batch.lock()) hand_over();  // else the examiner is gone
    });
  }
  waiting_->push_back(std::move(job));
}

void Examiner::hand_over() {
  Batch all = std::move(*std::exchange(waiting_, nullptr));
  for (std::size_t first = 0; first < all.size(); first += jobs_together) {
    const auto begin = std::make_move_iterator(all.begin() + static_cast<std::ptrdiff_t>(first));
    const std::size_t count = std::min(jobs_together, all.size() - first);
    auto batch = std::make_shared<Batch>(begin, begin + static_cast<std::ptrdiff_t>(count));
    asio::post(workers_, [batch, tokens = tokens_, executor = executor_] {
      work(*batch, *tokens);
      asio::post(executor, [batch] {
        for (const std::unique_ptr<Job>& job : *batch)
          std::move(job->handler)(std::move(job->fault), std::move(job->finding));
      });
    });
  }
}

void Examiner::work(Batch& batch, TokenMemory& tokens) {
  const TokenCheck check = [&tokens](std::string_view token) { return tokens.verify(token); };
  for (const std::unique_ptr<Job>& job : batch) {
    try {
      job->finding = finding_of(*job->planned, *job->answer, check);
    } catch (...) {
      job->fault = std::current_exception();
    }
  }
}

}  // namespace quorate
