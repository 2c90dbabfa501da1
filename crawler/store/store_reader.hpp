// StoreReader: what can be asked of the store.
#pragma once

#include "crawler/store/event_record.hpp"
#include "crawler/store/log_record.hpp"
#include "crawler/store/observation_record.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

enum class ContactChoice { all, pending, paused };

// A page of contacts, in the order of their ids.
struct ContactQuery {
  ContactId after = 0;
  std::size_t limit = 100;
  std::string name_part;         // case of ASCII letters aside; empty: any
  std::optional<Answer> answer;  // the newest one
  ContactChoice choice = ContactChoice::all;
};

// A page of events: those after `after` in order, or, with `before`, those before it and the newest first.
struct EventQuery {
  EventId after = 0;
  std::optional<EventId> before;
  std::size_t limit = 100;
  ContactId contact = 0;  // 0: any
};

struct DueContact {
  ContactId contact = 0;
  UnixTime next_check = 0;
  friend bool operator==(const DueContact&, const DueContact&) = default;
};

struct StoreCounts {
  std::uint64_t contacts = 0;
  std::uint64_t paused = 0;
  std::uint64_t pending = 0;
  std::uint64_t events = 0;
  std::uint64_t observations = 0;  // the log's size
  std::uint64_t bodies = 0;        // different ones
  friend bool operator==(const StoreCounts&, const StoreCounts&) = default;
};

// Every answer is of one moment between two writes. One thread at a time uses a reader; each thread opens its
// own (`Store::open_reader`). Pages are at most max_page long, whatever is asked for. Errors: store_failed,
// with what to do where there is something; what is not there is no error.
class StoreReader {
 public:
  virtual ~StoreReader() = default;

  // "SQLite 3.40.1, /var/lib/quorate/store.sqlite", for people.
  virtual std::string description() const = 0;

  virtual Result<std::optional<ContactState>> contact(ContactId id) = 0;
  virtual Result<std::optional<ContactId>> find_contact(std::string_view name) = 0;
  virtual Result<std::vector<ContactSummary>> contacts(const ContactQuery& query) = 0;
  // Those of watched contacts with next_check <= now, the longest due first.
  virtual Result<std::vector<DueContact>> due(UnixTime now, std::size_t limit) = 0;
  // The earliest of all watched contacts.
  virtual Result<std::optional<UnixTime>> next_due() = 0;
  virtual Result<StoreCounts> counts() = 0;

  // The report of the last check, as JSON.
  virtual Result<std::optional<std::string>> report(ContactId id) = 0;
  // The newest first; with `before`, only spans that began earlier.
  virtual Result<std::vector<VerdictSpan>> timeline(ContactId id, std::string_view account,
                                                    std::optional<UnixTime> before, std::size_t limit) = 0;
  virtual Result<std::vector<AnswerSpan>> answers(ContactId id, std::optional<UnixTime> before,
                                                  std::size_t limit) = 0;
  // The newest first.
  virtual Result<std::vector<Decision>> decisions(ContactId id, std::size_t limit) = 0;

  virtual Result<std::vector<StoredEvent>> events(const EventQuery& query) = 0;
  virtual Result<EventId> last_event() = 0;  // 0: none yet
  virtual Result<std::vector<SinkState>> sinks() = 0;
  // The events that the receiver was not told of yet, in order; none before its next_try.
  virtual Result<std::vector<StoredEvent>> undelivered(std::string_view sink, UnixTime now,
                                                       std::size_t limit) = 0;

  // The newest observation of each place of the contact: what conditional requests go by.
  virtual Result<std::vector<ObservationRecord>> newest_observations(ContactId id) = 0;
  // Of one account of the contact, or of all (empty), the newest first; with `before`, only earlier ones.
  virtual Result<std::vector<ObservationRecord>> observations(ContactId id, std::string_view account,
                                                              std::optional<LogIndex> before,
                                                              std::size_t limit) = 0;
  virtual Result<std::optional<std::string>> body(const BodyDigest& digest) = 0;

  virtual Result<LogHead> log_head() = 0;
  virtual Result<std::vector<ObservationRecord>> log_entries(LogIndex from, std::size_t limit) = 0;
  // The hash of a whole subtree: of the leaves [index << level, (index + 1) << level).
  virtual Result<std::optional<LogHash>> log_node(unsigned level, std::uint64_t index) = 0;
  // The newest first.
  virtual Result<std::vector<KeptCheckpoint>> checkpoints(std::size_t limit) = 0;

  // A text that was kept under this name.
  virtual Result<std::optional<std::string>> note(std::string_view name) = 0;
};

inline constexpr std::size_t max_page = 1000;

}  // namespace quorate
