// SqlStore: a store in an SQL database.
#pragma once

#include "crawler/store/sql/sql_reader.hpp"

#include <functional>

namespace quorate {

// Opens another connection to the same database, for reading.
using ReaderOpener = std::function<Result<std::unique_ptr<SqlConnection>>()>;

class SqlStore final : public SqlReader<Store> {
 public:
  // The database has the tables of this program (see `migrate`).
  SqlStore(std::unique_ptr<SqlConnection> connection, ReaderOpener open_reader)
      : SqlReader(std::move(connection)), open_reader_(std::move(open_reader)) {}

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
  template <class Body>
  auto write(Body&& body) {
    return in_transaction(*connection_, SqlAccess::write, std::forward<Body>(body));
  }

  ReaderOpener open_reader_;
};

}  // namespace quorate
