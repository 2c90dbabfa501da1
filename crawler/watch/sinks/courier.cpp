#include "crawler/watch/sinks/courier.hpp"

#include "crawler/manners/retry.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <utility>

namespace quorate {
namespace asio = boost::asio;
namespace {

constexpr std::size_t batch = 32;                        // events that are fetched from the store at once
constexpr std::chrono::milliseconds longest_rest{1000};  // another process may have written events
constexpr std::uint32_t most_doublings = 20;

}  // namespace

std::chrono::seconds delivery_wait(const CourierRules& rules, std::uint32_t attempts, std::uint32_t random) {
  const RetryRules retry{0, rules.first, rules.longest};
  const unsigned doublings = std::min(std::max(attempts, 1U) - 1, most_doublings);
  return std::chrono::ceil<std::chrono::seconds>(back_off(retry, doublings, random));
}

Courier::Courier(const asio::any_io_executor& executor, Store& store, std::string name,
                 std::unique_ptr<EventSink> sink, const CourierRules& rules, CourierMeans means)
    : store_(store),
      name_(std::move(name)),
      sink_(std::move(sink)),
      rules_(rules),
      means_(std::move(means)),
      timer_(executor) {}

void Courier::stop() {
  stopping_ = true;
  timer_.cancel();
}

asio::awaitable<bool> Courier::hand_over() {
  if (!opened_) {
    if (const auto opened = store_.open_sink(name_, SinkStart::coming_events); !opened) {
      means_.say("sink " + name_ + ": " + opened.error().detail);
      co_return false;
    }
    opened_ = true;
  }
  const auto events = store_.undelivered(name_, means_.clock(), batch);
  if (!events) {
    means_.say("sink " + name_ + ": " + events.error().detail);
    co_return false;
  }
  for (const StoredEvent& event : *events) {
    if (stopping_) co_return false;
    const Result<void> told = co_await sink_->deliver(event);
    if (told) {
      // Where this fails the event is told again: at least once, never less.
      if (const auto noted = store_.delivered(name_, event.id); !noted) co_return false;
      continue;
    }
    std::uint32_t attempts = 1;
    if (const auto sinks = store_.sinks())
      for (const SinkState& state : *sinks)
        if (state.name == name_) attempts = state.attempts + 1;
    const auto wait = delivery_wait(rules_, attempts, means_.random());
    means_.say("sink " + name_ + ": event " + std::to_string(event.id) + " not delivered, attempt " +
               std::to_string(attempts) + ", next in " + std::to_string(wait.count()) +
               " s: " + told.error().detail);
    if (const auto noted = store_.delivery_failed(name_, means_.clock() + wait.count(), told.error().detail);
        !noted)
      means_.say("sink " + name_ + ": " + noted.error().detail);
    co_return false;
  }
  co_return events->size() == batch;
}

asio::awaitable<void> Courier::run() {
  while (!stopping_) {
    const bool more = co_await hand_over();
    if (more) continue;
    if (stopping_) co_return;
    timer_.expires_after(longest_rest);
    boost::system::error_code woken;
    co_await timer_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
  }
}

asio::awaitable<void> Courier::run_once() {
  bool more = true;
  while (more) more = co_await hand_over();
}

}  // namespace quorate
