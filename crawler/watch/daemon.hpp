// Daemon: keeps the contacts of a store checked: takes who is due, has them looked at, and records what came.
#pragma once

#include "crawler/checker.hpp"
#include "crawler/serve/queued.hpp"
#include "crawler/store/store.hpp"
#include "crawler/watch/outcome.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace quorate {

// Where the daemon has its time and its chance from, and where it writes lines for its operator.
struct DaemonMeans {
  std::function<UnixTime()> clock;
  std::function<std::uint32_t()> random;
  std::function<void(const std::string& line)> say;
};

enum class Watch { on, once };  // once: until nothing is due

// What the daemon has done so far.
struct DaemonCounts {
  std::uint64_t looks = 0;
  std::uint64_t events = 0;
  std::uint64_t refused_writes = 0;  // the contact was changed while it was looked at: looked at again
  std::uint64_t not_checked = 0;     // the contact could not be looked at as it is written
  std::uint64_t once = 0;            // checks of what is not stored
  std::size_t underway = 0;
};

class Daemon {
 public:
  // `executor` must run one handler at a time, and everything here is called on it. All else outlives the
  // daemon.
  Daemon(const boost::asio::any_io_executor& executor, Store& store, const Tables& tables, World& world,
         Workers& workers, const ScheduleRules& rules, std::optional<Policy> default_policy,
         DaemonMeans means);

  // Until stop(), or with `once` until nothing is due. What is under way is ended and recorded. Throws what
  // is no fault of the world or the store.
  boost::asio::awaitable<void> run(Watch watch);

  void stop();  // takes no more contacts
  void wake();  // contacts have come or changed: look at the store now
  // Ahead of all that is due.
  Queued check_soon(ContactId id);

  // Checks a contact that is not stored, ahead of all that is due; nothing is recorded, `done` gets the
  // report.
  void check_once(Contact contact, std::function<void(const Report& report)> done);
  // Whether few enough wait for that.
  bool has_room_for_once() const { return once_.size() < most_once; }

  // Whether the daemon works: nothing, or why not, for people.
  const std::optional<std::string>& trouble() const { return trouble_; }
  DaemonCounts counts() const;
  const ObserverCounts& observed() const { return checker_.counts(); }
  // Called after something was recorded: events may wait for their receivers.
  void on_record(std::function<void()> call) { recorded_ = std::move(call); }

 private:
  using Steady = std::chrono::steady_clock;
  struct Once {
    Contact contact;
    std::function<void(const Report&)> done;
  };
  static constexpr std::size_t most_once = 100;
  struct Underway {
    ContactState state;
    std::optional<Past> past;
  };

  boost::asio::awaitable<std::optional<Case>> next(Watch watch);
  Case begin_once();
  std::optional<ContactId> pick(UnixTime now);
  std::optional<Case> begin(ContactId id, UnixTime now);
  std::optional<Case> refuse(const ContactState& state, UnixTime now, const Error& why);
  void finish(const Case& of, Report report);
  void accept_as_wished(const Case& of, Report& report) const;
  void mend_schedules(UnixTime now);
  void note_trouble(const Error& error);
  boost::asio::awaitable<void> rest(std::chrono::milliseconds time);

  Store& store_;
  const Tables& tables_;
  std::optional<Policy> default_policy_;
  DaemonMeans means_;
  ScheduleRules rules_;
  WatchedAsker* asker_ = nullptr;  // owned by the checker
  Checker checker_;
  boost::asio::steady_timer timer_;
  bool stopping_ = false;
  std::deque<ContactId> soon_;
  std::deque<Once> once_;
  std::map<std::size_t, std::function<void(const Report&)>> once_underway_;  // by number of the case
  std::deque<DueContact> due_;
  Steady::time_point next_start_{};
  std::chrono::nanoseconds start_interval_{};
  Steady::time_point counted_{};
  UnixTime clock_seen_ = 0;  // the last time that the clock told
  std::map<ContactId, Underway> underway_;
  std::optional<std::string> trouble_;
  DaemonCounts counts_;
  std::function<void()> recorded_;
};

}  // namespace quorate
