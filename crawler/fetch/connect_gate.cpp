#include "crawler/fetch/connect_gate.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace quorate {
namespace asio = boost::asio;

ConnectGate::ConnectGate(const asio::any_io_executor& executor, std::size_t most)
    : executor_(executor), most_(most) {}

asio::awaitable<bool> ConnectGate::pass(Time deadline) {
  if (stopped_) throw boost::system::system_error(asio::error::operation_aborted);
  if (is_open()) co_return true;
  Waiting place{asio::steady_timer(executor_, deadline)};
  const auto at = waiting_.insert(waiting_.end(), &place);
  boost::system::error_code error;
  co_await place.timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
  if (place.called) {
    --called_;
    co_return true;
  }
  if (!stopped_) waiting_.erase(at);
  if (error) throw boost::system::system_error(error);
  co_return false;
}

void ConnectGate::over() {
  --connecting_;
  while (!waiting_.empty() && connecting_ + called_ < most_) {
    Waiting& next = *waiting_.front();
    waiting_.pop_front();
    next.called = true;
    ++called_;
    next.timer.cancel();
  }
}

void ConnectGate::stop() {
  stopped_ = true;
  for (Waiting* waiting : waiting_) waiting->timer.cancel();
  waiting_.clear();
}

}  // namespace quorate
