// Events and their receivers in the database, and the notes.
#pragma once

#include "crawler/store/sql/connection.hpp"
#include "crawler/store/store_reader.hpp"

#include <span>

namespace quorate::sql {

// As the functions of StoreReader and Store of the same names, within a transaction of the caller.
Result<std::vector<StoredEvent>> events(SqlConnection& connection, const EventQuery& query);
Result<EventId> last_event(SqlConnection& connection);
Result<std::vector<SinkState>> sinks(SqlConnection& connection);
Result<std::vector<StoredEvent>> undelivered(SqlConnection& connection, std::string_view sink, UnixTime now,
                                             std::size_t limit);

Result<void> add_events(SqlConnection& connection, UnixTime at, ContactId contact,
                        const std::string& contact_name, std::span<const NewEvent> events);
Result<SinkState> open_sink(SqlConnection& connection, std::string_view name, SinkStart start);
Result<void> remove_sink(SqlConnection& connection, std::string_view name);
Result<void> delivered(SqlConnection& connection, std::string_view sink, EventId through);
Result<void> delivery_failed(SqlConnection& connection, std::string_view sink, UnixTime next_try,
                             std::string_view why);

Result<std::optional<std::string>> note(SqlConnection& connection, std::string_view name);
Result<void> keep_note(SqlConnection& connection, std::string_view name, std::string_view text);

}  // namespace quorate::sql
