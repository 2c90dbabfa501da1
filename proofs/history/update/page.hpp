// Page: what the steps of `remember` work on.
#pragma once

#include "proofs/history/remember.hpp"

namespace quorate {

struct Page {
  const History& before;
  History& after;
  const Look& look;
  const HistoryRules& rules;
  UnixTime when = 0;  // of this look; never before the last one: where the clock was ahead, no time passes
  std::vector<Event>& events;

  void tell(EventKind kind, std::optional<Speaker> speaker, std::optional<UnixTime> since = {},
            std::string detail = {}, std::string account = {}) const {
    events.push_back({kind, std::move(account), std::move(speaker), since, std::move(detail)});
  }
  // Whether that moment came between the last look and this one.
  bool has_come(UnixTime moment) const {
    return moment <= when && (before.looks == 0 || moment > before.last_look);
  }
};

// Each account's proofs: removed, back, out of sight, lagging, rolled back.
void update_proofs(const Page& page);
// Each key: its state, newest statement, W, rivals; what is about to expire.
void update_keys(const Page& page);
// How long W >= t has held, and whether it was reached or lost.
void update_quorum(const Page& page);
// Rotation, auto_rotate, retired accounts, candidates. After `update_keys`.
void update_pin(const Page& page);
// regressed, key_changed and the best answer so far. After `update_proofs`.
void update_peak(const Page& page);
// Keeps the history within its limits. Last.
void prune(const Page& page);

}  // namespace quorate
