#include "crawler/frontier/turnstile.hpp"

#include "tests/show.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

#include <algorithm>
#include <exception>
#include <string>
#include <vector>

namespace quorate {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;

FrontierRules two_at_once(milliseconds interval = milliseconds(50)) {
  return {{interval, 1}, 2, {milliseconds(0), 1}, 2, 4, milliseconds(200)};
}

// Enters, stays for a while, and notes both.
asio::awaitable<void> visit(Turnstile& turnstile, std::string host, milliseconds stay, std::string& notes,
                            std::optional<Frontier::Time> deadline = std::nullopt) {
  const Visit visit{host, host, Rank::anchored};
  const auto turn = co_await turnstile.enter(visit, deadline);
  if (!turn) {
    notes += host + (turn.error().code == Code::timed_out ? "?" : "!");
    co_return;
  }
  notes += host + "+";
  asio::steady_timer timer(co_await asio::this_coro::executor, stay);
  co_await timer.async_wait(asio::use_awaitable);
  notes += host + "-";
}

}  // namespace

TEST_CASE("turnstile: more than may be under way, lets the next in when one ends") {
  asio::io_context context(1);
  Turnstile turnstile(context.get_executor(), two_at_once());
  std::string notes;
  asio::co_spawn(context, visit(turnstile, "a", milliseconds(20), notes), asio::detached);
  asio::co_spawn(context, visit(turnstile, "b", milliseconds(60), notes), asio::detached);
  asio::co_spawn(context, visit(turnstile, "c", milliseconds(100), notes), asio::detached);
  context.run();
  CHECK(notes == "a+b+a-c+b-c-");
}

TEST_CASE("turnstile: visits to one domain, are let in at its pace") {
  asio::io_context context(1);
  Turnstile turnstile(context.get_executor(), two_at_once());
  std::string notes;
  const auto started = std::chrono::steady_clock::now();
  for (int i = 0; i < 3; ++i)
    asio::co_spawn(context, visit(turnstile, "a", milliseconds(0), notes), asio::detached);
  context.run();
  CHECK(std::count(notes.begin(), notes.end(), '+') == 3);
  CHECK(std::chrono::steady_clock::now() - started >= milliseconds(100));
}

TEST_CASE("turnstile: one who waits is cancelled, the others go on") {
  asio::io_context context(1);
  Turnstile turnstile(context.get_executor(), two_at_once());
  std::string notes;
  std::exception_ptr thrown;
  asio::cancellation_signal signal;
  asio::co_spawn(context, visit(turnstile, "a", milliseconds(10), notes), asio::detached);
  asio::co_spawn(context, visit(turnstile, "a", milliseconds(10), notes),
                 asio::bind_cancellation_slot(signal.slot(), [&](std::exception_ptr e) { thrown = e; }));
  asio::co_spawn(context, visit(turnstile, "a", milliseconds(10), notes), asio::detached);
  asio::steady_timer timer(context, milliseconds(20));
  timer.async_wait([&](boost::system::error_code) { signal.emit(asio::cancellation_type::terminal); });
  context.run();
  CHECK(thrown);
  CHECK(std::count(notes.begin(), notes.end(), '+') == 2);
}

TEST_CASE("turnstile: it goes away, those who wait are told") {
  asio::io_context context(1);
  auto turnstile = std::make_unique<Turnstile>(context.get_executor(), two_at_once());
  std::string notes;
  std::exception_ptr thrown;
  asio::co_spawn(context, visit(*turnstile, "a", milliseconds(10), notes), asio::detached);
  asio::co_spawn(context, visit(*turnstile, "a", milliseconds(10), notes),
                 [&](std::exception_ptr e) { thrown = e; });
  asio::steady_timer timer(context, milliseconds(5));
  timer.async_wait([&](boost::system::error_code) { turnstile.reset(); });
  context.run();
  CHECK(thrown);
  CHECK(notes == "a+a-");
}

TEST_CASE("turnstile: a domain that wants to be left alone for too long, is given up at once") {
  asio::io_context context(1);
  Turnstile turnstile(context.get_executor(), two_at_once());
  std::string notes;
  asio::co_spawn(context, visit(turnstile, "a", milliseconds(0), notes), asio::detached);
  asio::co_spawn(context, visit(turnstile, "a", milliseconds(0), notes), asio::detached);
  asio::co_spawn(context, visit(turnstile, "b", milliseconds(0), notes), asio::detached);
  turnstile.hold("a", milliseconds(2000));
  turnstile.hold("b", milliseconds(20));
  context.run();
  CHECK(notes == "a!a!b+b-");
}

TEST_CASE("turnstile: a turn that does not come in time, is not waited for") {
  asio::io_context context(1);
  Turnstile turnstile(context.get_executor(), two_at_once(milliseconds(400)));
  std::string notes;
  const auto soon = std::chrono::steady_clock::now() + milliseconds(200);
  for (int i = 0; i < 3; ++i)
    asio::co_spawn(context, visit(turnstile, "a", milliseconds(0), notes, soon), asio::detached);
  asio::co_spawn(context, visit(turnstile, "a", milliseconds(0), notes), asio::detached);
  context.run();
  CHECK(notes == "a+a-a?a?a+a-");
}

TEST_CASE("turnstile: more wait than there is room for, is a fault of the caller") {
  asio::io_context context(1);
  Turnstile turnstile(context.get_executor(), two_at_once());
  std::string notes;
  int faults = 0;
  for (int i = 0; i < 6; ++i)
    asio::co_spawn(context, visit(turnstile, "a", milliseconds(0), notes), [&](std::exception_ptr thrown) {
      if (thrown) ++faults;
    });
  context.run();
  CHECK(faults == 1);
}

}  // namespace quorate
