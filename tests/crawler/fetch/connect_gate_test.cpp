#include "crawler/fetch/connect_gate.hpp"

#include "tests/show.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/system_error.hpp>

#include <list>
#include <string>

namespace quorate {
namespace {

namespace asio = boost::asio;

constexpr auto never = ConnectGate::Time::max();
constexpr auto long_ago = ConnectGate::Time::min();

// Says who came through, in the order of coming, and begins a connection for each.
class Passage {
 public:
  explicit Passage(std::size_t most) : gate_(io_.get_executor(), most) {}

  void come(char name, ConnectGate::Time deadline = never) {
    asio::co_spawn(io_, pass(name, deadline),
                   asio::bind_cancellation_slot(leave_.emplace_back().slot(), asio::detached));
    settle();
  }
  void over() {
    gate_.over();
    settle();
  }
  void stop() {
    gate_.stop();
    settle();
  }
  // Cancels the one who came last.
  void cancel() {
    leave_.back().emit(asio::cancellation_type::terminal);
    settle();
  }
  const std::string& seen() const { return seen_; }

 private:
  asio::awaitable<void> pass(char name, ConnectGate::Time deadline) {
    try {
      const bool passed = co_await gate_.pass(deadline);
      seen_ += passed ? std::string{name} : std::string{name, '-'};
      if (passed) gate_.begun();
    } catch (const boost::system::system_error& error) {
      CHECK(error.code() == asio::error::operation_aborted);
      seen_ += std::string{name, '!'};
    }
  }
  void settle() {
    io_.restart();
    io_.poll();
  }

  asio::io_context io_{1};
  ConnectGate gate_;
  std::list<asio::cancellation_signal> leave_;  // one for each who came
  std::string seen_;
};

}  // namespace

TEST_CASE("connect gate: more than may, wait and go in the order of coming") {
  Passage passage(2);
  for (const char name : {'a', 'b', 'c', 'd', 'e'}) passage.come(name);
  CHECK(passage.seen() == "ab");
  passage.over();
  CHECK(passage.seen() == "abc");
  passage.over();
  passage.over();
  CHECK(passage.seen() == "abcde");
  passage.come('f');
  CHECK(passage.seen() == "abcde");
  passage.over();
  CHECK(passage.seen() == "abcdef");
}

TEST_CASE("connect gate: one whose deadline comes, leaves and lets the others have their turn") {
  Passage passage(1);
  passage.come('a');
  passage.come('b', long_ago);
  CHECK(passage.seen() == "ab-");
  passage.come('c');
  passage.over();
  CHECK(passage.seen() == "ab-c");
}

TEST_CASE("connect gate: one who is cancelled, leaves and lets the others have their turn") {
  Passage passage(1);
  passage.come('a');
  passage.come('b');
  passage.cancel();
  CHECK(passage.seen() == "ab!");
  passage.come('c');
  passage.over();
  CHECK(passage.seen() == "ab!c");
}

TEST_CASE("connect gate: stopped, nobody waits or comes any more") {
  Passage passage(1);
  for (const char name : {'a', 'b', 'c'}) passage.come(name);
  passage.stop();
  passage.come('d');
  CHECK(passage.seen() == "ab!c!d!");
}

TEST_CASE("connect gate: without a limit, nobody waits") {
  Passage passage(0);
  for (const char name : {'a', 'b', 'c'}) passage.come(name);
  CHECK(passage.seen() == "abc");
}

}  // namespace quorate
