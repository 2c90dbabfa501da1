// WatchDesk: what the HTTP API asks of the daemon that runs beside it.
#pragma once

#include "crawler/serve/desk.hpp"
#include "crawler/store/store.hpp"
#include "crawler/tables.hpp"
#include "crawler/watch/api/one_checks.hpp"
#include "crawler/watch/daemon.hpp"
#include "crawler/watch/schedule.hpp"

#include <functional>

namespace quorate {

struct DeskMeans {
  std::function<UnixTime()> clock;
  std::function<void()> wrote;  // called after a write: events may wait for their receivers
};

class WatchDesk final : public Desk {
 public:
  // All of them outlive it, and are used by the thread that calls it; it outlives the daemon's work.
  WatchDesk(Store& store, Daemon& daemon, const Tables& tables, const ScheduleRules& rules, DeskMeans means)
      : store_(store), daemon_(daemon), tables_(tables), rules_(rules), means_(std::move(means)) {}

  Result<ContactId> add_contact(std::string_view name, std::string_view document) override;
  Result<void> remove_contact(ContactId id) override;
  Result<void> watch_contact(ContactId id, Watching watching, std::string_view by) override;
  Result<void> decide(ContactId id, const Wish& wish, std::string_view by) override;
  // What was asked for is due in the store, too, so that it is done even if the daemon ends before.
  Result<Queued> check_soon(ContactId id) override;
  Result<std::optional<CheckId>> check_once(std::string_view document, std::string_view by) override;
  std::optional<OneCheck> one_check(CheckId id, std::string_view by) override { return checks_.find(id, by); }
  std::optional<std::string> trouble() override { return daemon_.trouble(); }
  std::vector<Metric> metrics() override;

 private:
  Result<ContactState> state_of(ContactId id);
  Result<void> written(Result<void> result);

  Store& store_;
  Daemon& daemon_;
  const Tables& tables_;
  ScheduleRules rules_;
  DeskMeans means_;
  OneChecks checks_;
};

}  // namespace quorate
