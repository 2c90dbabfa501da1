// LookRecord: all that one finished look at a contact writes into the store, at once or not at all.
#pragma once

#include "crawler/store/event_record.hpp"
#include "crawler/store/observation_record.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quorate {

enum class PendingStep {
  keep,   // as it was
  set,    // `LookRecord::pending` takes its place
  clear,  // it does not wait any more, without a decision
};

// The verdict about a contact at one look.
struct NewAnswer {
  Answer answer = Answer::insufficient;
  std::string key;  // the subject key's id; empty: none
  std::uint32_t weight = 0;
  std::uint32_t needed = 0;
  std::uint32_t groups = 0;
  friend bool operator==(const NewAnswer&, const NewAnswer&) = default;
};

struct LookRecord {
  ContactId contact = 0;
  Revision revision = 0;  // of the state that the look started from
  UnixTime at = 0;
  Schedule schedule;  // takes the place of the one before
  // The next check that the look found planned. Where another one stands there now, somebody asked for it
  // since, and the earlier of the two holds. None: that of `schedule` holds.
  std::optional<UnixTime> planned;
  std::optional<History> history;     // none: as it was
  std::optional<std::string> report;  // as JSON; none: the one before stands
  std::optional<NewAnswer> answer;
  std::vector<NewObservation> observations;
  std::vector<NewVerdict> verdicts;  // each account at most once
  PendingStep pending_step = PendingStep::keep;
  std::optional<PendingChange> pending;
  std::vector<NewEvent> events;
};

struct LookReceipt {
  Revision revision = 0;             // of the contact now
  std::size_t new_observations = 0;  // those that were appended to the log
  std::size_t new_events = 0;
  friend bool operator==(const LookReceipt&, const LookReceipt&) = default;
};

// What a person changes of a contact. Whatever is not there stays.
struct ContactChange {
  ContactId contact = 0;
  Revision revision = 0;  // of the state that the change was made from
  UnixTime at = 0;
  std::optional<std::string> name;
  std::optional<std::string> document;
  std::optional<Watching> watching;
  std::optional<History> history;  // with a pin set or taken away, say
  std::optional<UnixTime> next_check;
  PendingStep pending_step = PendingStep::keep;
  std::optional<PendingChange> pending;
  std::optional<Decision> decision;  // about the pending change, which is cleared; kept for good
  std::vector<NewEvent> events;
};

}  // namespace quorate
