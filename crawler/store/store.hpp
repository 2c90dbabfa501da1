// Store: where the daemon keeps what it was told, what it saw, and what it has to tell.
#pragma once

#include "crawler/store/look_record.hpp"
#include "crawler/store/store_reader.hpp"

#include <memory>
#include <span>
#include <string_view>
#include <vector>

namespace quorate {

// Every write is one transaction: when it returns a value, all of it is on disk; when it returns an error,
// nothing of it was written. (One exception: when the connection to a database server breaks during the
// commit, nobody knows; doing the same write again is refused with changed_meanwhile where it had been done.)
// Several processes may have one store open: writes wait for one another. One thread at a time uses a store.
//
// Texts are UTF-8 without NUL; others are refused as bad_argument, except that in `detail` and `last_error`
// what is no text is replaced. Errors of every write: store_failed (disk full, I/O error, server gone: the
// message says what to do), bad_argument; and as said with each:
//   not_stored         no such contact or sink
//   changed_meanwhile  what the write started from is not what is stored now: read again, decide again
class Store : public StoreReader {
 public:
  // Another view of the same store, for another thread.
  virtual Result<std::unique_ptr<StoreReader>> open_reader() = 0;

  // In their order; all or none. Errors: bad_argument naming the one whose name is taken or malformed.
  virtual Result<std::vector<ContactId>> add_contacts(std::span<const NewContact> contacts) = 0;
  // Errors: not_stored, changed_meanwhile; bad_argument where the new name is taken.
  virtual Result<Revision> change_contact(const ContactChange& change) = 0;
  // With its history, report, timeline and pending change. Its events stay, and so do its observations: the
  // log is append-only. Errors: not_stored.
  virtual Result<void> remove_contact(ContactId id, UnixTime at, std::span<const NewEvent> events) = 0;
  // Changes nothing but when contacts are due. A contact that is gone is passed over.
  virtual Result<void> reschedule(std::span<const DueContact> contacts) = 0;

  // Each look is written whole or refused (not_stored, changed_meanwhile, bad_argument) without touching the
  // others; the receipts are in the order of the looks. All that is written is written in one transaction, so
  // many looks cost one wait for the disk: collect what finished while the last call was under way.
  virtual Result<std::vector<Result<LookReceipt>>> record_looks(std::span<const LookRecord> looks) = 0;

  // Events that are about no contact.
  virtual Result<void> add_events(UnixTime at, std::span<const NewEvent> events) = 0;

  // The receiver of this name, which begins at `start` where it is new.
  virtual Result<SinkState> open_sink(std::string_view name, SinkStart start) = 0;
  // Errors: not_stored.
  virtual Result<void> remove_sink(std::string_view name) = 0;
  // The receiver has been told of this event and of all before it. Errors: not_stored, changed_meanwhile
  // (this event had been acknowledged before), bad_argument (there is no such event).
  virtual Result<void> delivered(std::string_view sink, EventId through) = 0;
  // It could not be told of the next event. Errors: not_stored.
  virtual Result<void> delivery_failed(std::string_view sink, UnixTime next_try, std::string_view why) = 0;

  virtual Result<void> keep_checkpoint(const KeptCheckpoint& checkpoint) = 0;
  // Errors: bad_argument for a name or text of more than max_note_bytes.
  virtual Result<void> keep_note(std::string_view name, std::string_view text) = 0;
};

// One look, one contact.
Result<LookReceipt> record_look(Store& store, const LookRecord& look);
Result<ContactId> add_contact(Store& store, const NewContact& contact);

inline constexpr std::size_t max_note_bytes = std::size_t{1024} * 1024;

}  // namespace quorate
