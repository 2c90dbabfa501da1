#include "crawler/frontier/turnstile.hpp"

#include <boost/asio/any_completion_handler.hpp>
#include <boost/asio/append.hpp>
#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <stdexcept>

namespace quorate {
namespace asio = boost::asio;

// What turnstile and turns share: the frontier, who waits in it, and the clock.
class Gate : public std::enable_shared_from_this<Gate> {
 public:
  enum class Passage { go, given_up, late };
  using Signature = void(boost::system::error_code, Passage);
  using Handler = asio::any_completion_handler<Signature>;
  using Clock = std::chrono::steady_clock;

  Gate(const asio::any_io_executor& executor, const FrontierRules& rules)
      : executor_(executor), timer_(executor), frontier_(rules) {}

  Frontier::Ticket add(const Visit& visit) {
    const auto ticket = frontier_.add(visit, Clock::now());
    if (!ticket) throw std::length_error("more requests wait than the frontier holds");
    return *ticket;
  }

  void wait(Frontier::Ticket ticket, std::optional<Clock::time_point> deadline, Handler handler) {
    if (auto slot = asio::get_associated_cancellation_slot(handler); slot.is_connected()) {
      slot.assign([gate = weak_from_this(), ticket](asio::cancellation_type) {
        if (const auto alive = gate.lock()) alive->dismiss(ticket, asio::error::operation_aborted);
      });
    }
    // Moved by construction: Boost 1.81 wraps a handler that is assigned into itself.
    Waiting& waiting = waiting_.emplace(ticket, Waiting{std::move(handler), nullptr}).first->second;
    if (stopped_) return dismiss(ticket, asio::error::operation_aborted);
    if (deadline) watch(ticket, waiting, *deadline);
    advance();
  }

  void hold(const std::string& domain, std::chrono::milliseconds time) {
    const auto now = Clock::now();
    frontier_.hold(domain, now + time, now);
    if (!stopped_) advance();
  }

  void leave(Frontier::Ticket ticket) {
    frontier_.done(ticket, Clock::now());
    if (!stopped_) advance();
  }

  void stop() {
    stopped_ = true;
    timer_.cancel();
    while (!waiting_.empty()) dismiss(waiting_.begin()->first, asio::error::operation_aborted);
  }

 private:
  struct Waiting {
    Handler handler;
    std::unique_ptr<asio::steady_timer> deadline;
  };

  void watch(Frontier::Ticket ticket, Waiting& waiting, Clock::time_point deadline) {
    waiting.deadline = std::make_unique<asio::steady_timer>(executor_, deadline);
    waiting.deadline->async_wait([weak = weak_from_this(), ticket](boost::system::error_code error) {
      const auto gate = weak.lock();
      if (gate && !error) gate->dismiss(ticket, {});
    });
  }

  // It does not wait any more: late, or aborted.
  void dismiss(Frontier::Ticket ticket, boost::system::error_code error) {
    if (waiting_.count(ticket) == 0) return;
    frontier_.done(ticket, Clock::now());
    tell(ticket, error, Passage::late);
    if (!stopped_) advance();
  }

  // The handler is posted, never called from here: this runs inside other coroutines.
  void tell(Frontier::Ticket ticket, boost::system::error_code error, Passage passage) {
    auto node = waiting_.extract(ticket);
    asio::post(executor_, asio::append(std::move(node.mapped().handler), error, passage));
  }

  void advance() {
    while (true) {
      const Frontier::Step step = frontier_.next(Clock::now());
      if (const auto* go = std::get_if<Frontier::Go>(&step)) {
        tell(go->ticket, {}, Passage::go);
        continue;
      }
      if (const auto* never = std::get_if<Frontier::GiveUp>(&step)) {
        tell(never->ticket, {}, Passage::given_up);
        continue;
      }
      if (const auto* wait = std::get_if<Frontier::WaitUntil>(&step)) return wait_until(wait->time);
      timer_.cancel();
      armed_ = Clock::time_point::max();
      return;
    }
  }

  void wait_until(Clock::time_point time) {
    if (time == armed_) return;
    armed_ = time;
    timer_.expires_at(time);
    timer_.async_wait([weak = weak_from_this()](boost::system::error_code error) {
      const auto gate = weak.lock();
      if (!gate || error) return;
      gate->armed_ = Clock::time_point::max();
      gate->advance();
    });
  }

  asio::any_io_executor executor_;
  asio::steady_timer timer_;
  Frontier frontier_;
  std::unordered_map<Frontier::Ticket, Waiting> waiting_;
  Clock::time_point armed_ = Clock::time_point::max();
  bool stopped_ = false;
};

Turn::Turn(std::shared_ptr<Gate> gate, Frontier::Ticket ticket) : gate_(std::move(gate)), ticket_(ticket) {}

Turn::~Turn() {
  if (gate_) gate_->leave(ticket_);
}

Turnstile::Turnstile(const asio::any_io_executor& executor, const FrontierRules& rules)
    : gate_(std::make_shared<Gate>(executor, rules)) {}

Turnstile::~Turnstile() { gate_->stop(); }

void Turnstile::hold(const std::string& domain, std::chrono::milliseconds time) { gate_->hold(domain, time); }

asio::awaitable<Result<Turn>> Turnstile::enter(Visit visit, std::optional<Frontier::Time> deadline) {
  const std::shared_ptr<Gate> gate = gate_;
  const Frontier::Ticket ticket = gate->add(visit);
  const Gate::Passage passage = co_await asio::async_initiate<const asio::use_awaitable_t<>, Gate::Signature>(
      [&](auto handler) { gate->wait(ticket, deadline, Gate::Handler(std::move(handler))); },
      asio::use_awaitable);
  switch (passage) {
    case Gate::Passage::given_up:
      co_return Error{Code::held_off, visit.domain + " asked for fewer requests, for longer than we wait"};
    case Gate::Passage::late:
      co_return Error{Code::timed_out, "not asked: its turn did not come in time"};
    case Gate::Passage::go:
      break;
  }
  co_return Turn(gate, ticket);
}

}  // namespace quorate
