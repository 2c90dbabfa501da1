// Events as the store keeps them, and how far each receiver of events has been told.
#pragma once

#include "crawler/store/contact_record.hpp"

#include <cstdint>
#include <string>

namespace quorate {

using EventId = std::int64_t;  // from 1, in the order of writing, without gaps

struct NewEvent {
  std::string kind;     // text(EventKind), or of the daemon itself ("service_dead")
  std::string account;  // canonical URI; empty: about none
  std::string text;     // for people, one line
  std::string json;     // for programs; an object
  friend bool operator==(const NewEvent&, const NewEvent&) = default;
};

struct StoredEvent {
  EventId id = 0;
  UnixTime at = 0;
  ContactId contact = 0;     // 0: about none
  std::string contact_name;  // then; the contact may be gone or renamed since
  NewEvent event;
  friend bool operator==(const StoredEvent&, const StoredEvent&) = default;
};

// Where a new receiver of events begins.
enum class SinkStart { all_events, coming_events };

// A receiver of events: each gets all events in order, at least once. What was acknowledged to the store is
// not handed out again.
struct SinkState {
  std::string name;
  EventId delivered = 0;       // this event and all before it
  std::uint32_t attempts = 0;  // failed ones, of the event after it
  UnixTime next_try = 0;
  std::string last_error;  // of the last failed attempt; empty: none since the last delivery
  friend bool operator==(const SinkState&, const SinkState&) = default;
};

}  // namespace quorate
