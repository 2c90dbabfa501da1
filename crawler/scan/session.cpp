#include "crawler/scan/session.hpp"

#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <csignal>
#include <unistd.h>

namespace quorate {
namespace asio = boost::asio;
namespace {

constexpr std::chrono::seconds beat{1};
constexpr unsigned beats_between_lines = 5;  // in a log; a terminal is told at each

// Has the engine write down from time to time how far it is, and tells people.
class Pulse {
 public:
  Pulse(asio::io_context& context, ScanEngine& engine, const Surroundings& around)
      : timer_(context), engine_(engine), around_(around) {
    wait();
  }
  ~Pulse() {
    if (shown_) around_.err << "\n";
  }
  Pulse(const Pulse&) = delete;
  Pulse& operator=(const Pulse&) = delete;

 private:
  void wait() {
    timer_.expires_after(beat);
    timer_.async_wait([this](boost::system::error_code cancelled) {
      if (cancelled) return;
      engine_.commit_if_due();
      if (around_.chatter == Chatter::normal) tell();
      wait();
    });
  }

  void tell() {
    if (is_terminal_) {
      around_.err << "\r\x1b[K" << engine_.progress_line() << std::flush;  // over the last one
      shown_ = true;
    } else if (++beats_ % beats_between_lines == 0) {
      note(engine_.progress_line(), around_);
    }
  }

  asio::steady_timer timer_;
  ScanEngine& engine_;
  const Surroundings& around_;
  bool is_terminal_ = ::isatty(STDERR_FILENO) == 1;
  bool shown_ = false;
  unsigned beats_ = 0;
};

asio::awaitable<void> work(ScanEngine& engine, Checker& checker, RunClock clock, Result<void>& caught_up) {
  caught_up = co_await engine.catch_up();
  if (!caught_up || engine.was_stopped()) co_return;
  co_await checker.run(engine.source(), std::move(clock), HandOver::as_they_come, engine.sink());
}

}  // namespace

RunClock real_clock() {
  return [] {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::seconds>(now).count();
  };
}

Result<void> run_session(ScanEngine& engine, const Session& session, const RunClock& clock) {
  asio::io_context& context = session.context;
  Checker checker(context.get_executor(), session.tables, session.world, Manners::crawl, session.workers,
                  session.name_servers ? NameServers::asked : NameServers::not_asked, &session.exclusions);
  asio::signal_set signals(context, SIGINT, SIGTERM);
  signals.async_wait([&](boost::system::error_code cancelled, int) {
    if (cancelled) return;
    engine.stop();
    signals.clear();  // the next one kills
    note("stopping: " + std::to_string(engine.in_flight()) + " targets are under way", session.around);
  });
  Result<void> caught_up;
  {
    const Pulse pulse(context, engine, session.around);
    run_until_over(context, work(engine, checker, clock, caught_up));
  }
  if (!caught_up) return caught_up;
  if (!engine.has_caught_up()) return {};
  if (const auto committed = engine.commit(); !committed) return committed;
  return engine.state();
}

}  // namespace quorate
