// MemoryStore: a store without a disk, for tests; also the model that the others are held against.
#pragma once

#include "crawler/store/store.hpp"
#include "proofs/log/tail.hpp"

#include <map>
#include <memory>
#include <mutex>

namespace quorate {

// What all views of one MemoryStore share.
struct MemoryShelves {
  struct Entry {
    ContactState state;
    std::optional<std::string> report;
    std::map<std::string, std::vector<VerdictSpan>> timeline;  // the oldest first, as the others
    std::vector<AnswerSpan> answers;
    std::vector<Decision> decisions;
  };
  std::mutex guard;
  std::map<ContactId, Entry> contacts;
  ContactId last_contact = 0;
  std::vector<StoredEvent> events;
  std::map<std::string, SinkState, std::less<>> sinks;
  std::vector<ObservationRecord> log;
  std::map<std::pair<ContactId, ObservedPlace>, LogIndex> newest;
  std::map<BodyDigest, std::string> bodies;
  std::map<std::pair<unsigned, std::uint64_t>, LogHash> nodes;
  LogTail tail;
  std::vector<KeptCheckpoint> checkpoints;
  std::map<std::string, std::string, std::less<>> notes;
};

// The reading half; several may stand on the same shelves, in several threads.
template <class Base>
class MemoryReader : public Base {
 public:
  explicit MemoryReader(std::shared_ptr<MemoryShelves> shelves) : shelves_(std::move(shelves)) {}

  std::string description() const override { return "memory"; }
  Result<std::optional<ContactState>> contact(ContactId id) override;
  Result<std::optional<ContactId>> find_contact(std::string_view name) override;
  Result<std::vector<ContactSummary>> contacts(const ContactQuery& query) override;
  Result<std::vector<DueContact>> due(UnixTime now, std::size_t limit) override;
  Result<std::optional<UnixTime>> next_due() override;
  Result<StoreCounts> counts() override;
  Result<std::optional<std::string>> report(ContactId id) override;
  Result<std::vector<VerdictSpan>> timeline(ContactId id, std::string_view account,
                                            std::optional<UnixTime> before, std::size_t limit) override;
  Result<std::vector<AnswerSpan>> answers(ContactId id, std::optional<UnixTime> before,
                                          std::size_t limit) override;
  Result<std::vector<Decision>> decisions(ContactId id, std::size_t limit) override;
  Result<std::vector<StoredEvent>> events(const EventQuery& query) override;
  Result<EventId> last_event() override;
  Result<std::vector<SinkState>> sinks() override;
  Result<std::vector<StoredEvent>> undelivered(std::string_view sink, UnixTime now,
                                               std::size_t limit) override;
  Result<std::vector<ObservationRecord>> newest_observations(ContactId id) override;
  Result<std::vector<ObservationRecord>> observations(ContactId id, std::string_view account,
                                                      std::optional<LogIndex> before,
                                                      std::size_t limit) override;
  Result<std::optional<std::string>> body(const BodyDigest& digest) override;
  Result<LogHead> log_head() override;
  Result<std::vector<ObservationRecord>> log_entries(LogIndex from, std::size_t limit) override;
  Result<std::optional<LogHash>> log_node(unsigned level, std::uint64_t index) override;
  Result<std::vector<KeptCheckpoint>> checkpoints(std::size_t limit) override;
  Result<std::optional<std::string>> note(std::string_view name) override;

 protected:
  std::shared_ptr<MemoryShelves> shelves_;
};

class MemoryStore final : public MemoryReader<Store> {
 public:
  MemoryStore() : MemoryReader(std::make_shared<MemoryShelves>()) {}

  // The next write fails like one on a full disk.
  void fail_next_write() { fail_next_ = true; }

  Result<std::unique_ptr<StoreReader>> open_reader() override;
  Result<std::vector<ContactId>> add_contacts(std::span<const NewContact> contacts) override;
  Result<Revision> change_contact(const ContactChange& change) override;
  Result<void> remove_contact(ContactId id, UnixTime at, std::span<const NewEvent> events) override;
  Result<void> reschedule(std::span<const DueContact> contacts) override;
  Result<std::vector<Result<LookReceipt>>> record_looks(std::span<const LookRecord> looks) override;
  Result<void> add_events(UnixTime at, std::span<const NewEvent> events) override;
  Result<SinkState> open_sink(std::string_view name, SinkStart start) override;
  Result<void> remove_sink(std::string_view name) override;
  Result<void> delivered(std::string_view sink, EventId through) override;
  Result<void> delivery_failed(std::string_view sink, UnixTime next_try, std::string_view why) override;
  Result<void> keep_checkpoint(const KeptCheckpoint& checkpoint) override;
  Result<void> keep_note(std::string_view name, std::string_view text) override;

 private:
  Result<void> begin();
  Result<LookReceipt> record(const LookRecord& look);
  void tell(UnixTime at, ContactId contact, std::span<const NewEvent> events);
  bool observe(ContactId contact, const NewObservation& seen);
  bool taken(std::string_view name, ContactId but) const;

  bool fail_next_ = false;
};

}  // namespace quorate
