#include "crawler/store/sql/sql_store.hpp"

#include "crawler/store/sql/tables/contact_writes.hpp"
#include "crawler/store/sql/tables/looks.hpp"
#include "crawler/store/well_formed.hpp"

namespace quorate {

Result<std::unique_ptr<StoreReader>> SqlStore::open_reader() {
  auto connection = open_reader_();
  if (!connection) return connection.error();
  return std::unique_ptr<StoreReader>(std::make_unique<SqlReader<StoreReader>>(std::move(*connection)));
}

Result<std::vector<ContactId>> SqlStore::add_contacts(std::span<const NewContact> contacts) {
  for (const NewContact& contact : contacts)
    if (auto checked = check_new_contact(contact); !checked) return checked.error();
  return write([&] { return sql::add_contacts(*connection_, contacts); });
}

Result<Revision> SqlStore::change_contact(const ContactChange& change) {
  if (auto checked = check_change(change); !checked) return checked.error();
  return write([&] { return sql::change_contact(*connection_, change); });
}

Result<void> SqlStore::remove_contact(ContactId id, UnixTime at, std::span<const NewEvent> events) {
  if (auto checked = check_events(events); !checked) return checked;
  return write([&] { return sql::remove_contact(*connection_, id, at, events); });
}

Result<void> SqlStore::reschedule(std::span<const DueContact> contacts) {
  return write([&] { return sql::reschedule(*connection_, contacts); });
}

Result<std::vector<Result<LookReceipt>>> SqlStore::record_looks(std::span<const LookRecord> looks) {
  using Receipts = std::vector<Result<LookReceipt>>;
  return write([&]() -> Result<Receipts> {
    auto tail = sql::read_tail(*connection_);
    if (!tail) return tail.error();
    const std::uint64_t size = tail->size();
    Receipts receipts;
    for (const LookRecord& look : looks)
      if (auto done = sql::record_look(*connection_, look, *tail, receipts); !done) return done.error();
    if (tail->size() != size)
      if (auto done = sql::write_tail(*connection_, *tail); !done) return done.error();
    return receipts;
  });
}

Result<void> SqlStore::add_events(UnixTime at, std::span<const NewEvent> events) {
  if (auto checked = check_events(events); !checked) return checked;
  return write([&] { return sql::add_events(*connection_, at, 0, "", events); });
}

Result<SinkState> SqlStore::open_sink(std::string_view name, SinkStart start) {
  if (auto checked = check_text("sink", name); !checked) return checked.error();
  return write([&] { return sql::open_sink(*connection_, name, start); });
}

Result<void> SqlStore::remove_sink(std::string_view name) {
  return write([&] { return sql::remove_sink(*connection_, name); });
}

Result<void> SqlStore::delivered(std::string_view sink, EventId through) {
  return write([&] { return sql::delivered(*connection_, sink, through); });
}

Result<void> SqlStore::delivery_failed(std::string_view sink, UnixTime next_try, std::string_view why) {
  return write([&] { return sql::delivery_failed(*connection_, sink, next_try, why); });
}

Result<void> SqlStore::keep_checkpoint(const KeptCheckpoint& checkpoint) {
  if (auto checked = check_text("checkpoint", checkpoint.text); !checked) return checked;
  return write([&] { return sql::keep_checkpoint(*connection_, checkpoint); });
}

Result<void> SqlStore::keep_note(std::string_view name, std::string_view text) {
  if (auto checked = check_note(name, text); !checked) return checked;
  return write([&] { return sql::keep_note(*connection_, name, text); });
}

}  // namespace quorate
