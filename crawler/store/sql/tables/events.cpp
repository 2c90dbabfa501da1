#include "crawler/store/sql/tables/events.hpp"

#include "crawler/store/sql/row_reader.hpp"
#include "crawler/store/sql/tables/counters.hpp"
#include "crawler/store/sql/tables/paging.hpp"
#include "crawler/store/well_formed.hpp"

namespace quorate::sql {

namespace {

const std::string event_columns =
    "SELECT id, at, contact, contact_name, kind, account, words, json FROM events ";
const std::string sink_columns = "SELECT name, delivered, attempts, next_try, last_error FROM sinks ";

StoredEvent read_event(RowReader& row) {
  StoredEvent event;
  event.id = row.number();
  event.at = row.number();
  event.contact = row.number();
  event.contact_name = row.text();
  event.event.kind = row.text();
  event.event.account = row.text();
  event.event.text = row.text();
  event.event.json = row.text();
  return event;
}

SinkState read_sink(RowReader& row) {
  SinkState sink;
  sink.name = row.text();
  sink.delivered = row.number();
  sink.attempts = row.small();
  sink.next_try = row.number();
  sink.last_error = row.text();
  return sink;
}

Result<std::optional<SinkState>> find_sink(SqlConnection& connection, std::string_view name) {
  return read_row(connection, "sinks", sink_columns + "WHERE name = $1", {std::string(name)}, read_sink);
}

// Errors: not_stored.
Result<SinkState> known_sink(SqlConnection& connection, std::string_view name) {
  const auto sink = find_sink(connection, name);
  if (!sink) return sink.error();
  if (!*sink) return Error{Code::not_stored, "there is no receiver of events \"" + std::string(name) + "\""};
  return **sink;
}

}  // namespace

Result<std::vector<StoredEvent>> events(SqlConnection& connection, const EventQuery& query) {
  std::string statement = event_columns + "WHERE id > $1 AND id < $2";
  std::vector<SqlValue> values = {query.after, below(query.before), limit_value(query.limit)};
  if (query.contact != 0) {
    statement += " AND contact = $4";
    values.push_back(query.contact);
  }
  statement += query.before ? " ORDER BY id DESC LIMIT $3" : " ORDER BY id LIMIT $3";
  return read_rows(connection, "events", statement, values, read_event);
}

Result<EventId> last_event(SqlConnection& connection) {
  const auto last = read_row(connection, "counters", "SELECT value FROM counters WHERE name = 'events'", {},
                             [](RowReader& row) { return row.number(); });
  if (!last) return last.error();
  return last->value_or(0);
}

Result<std::vector<SinkState>> sinks(SqlConnection& connection) {
  return read_rows(connection, "sinks", sink_columns + "ORDER BY name", {}, read_sink);
}

Result<std::vector<StoredEvent>> undelivered(SqlConnection& connection, std::string_view name, UnixTime now,
                                             std::size_t limit) {
  const auto sink = find_sink(connection, name);
  if (!sink) return sink.error();
  if (!*sink || (*sink)->next_try > now) return std::vector<StoredEvent>();
  EventQuery query;
  query.after = (*sink)->delivered;
  query.limit = limit;
  return events(connection, query);
}

Result<void> add_events(SqlConnection& connection, UnixTime at, ContactId contact,
                        const std::string& contact_name, std::span<const NewEvent> events) {
  if (events.empty()) return {};
  auto id = next_number(connection, "events", static_cast<std::int64_t>(events.size()));
  if (!id) return id.error();
  for (const NewEvent& event : events)
    if (auto done =
            run_only(connection,
                     "INSERT INTO events (id, at, contact, contact_name, kind, account, words, json) "
                     "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                     {(*id)++, at, contact, contact_name, event.kind, event.account, event.text, event.json});
        !done)
      return done;
  return {};
}

Result<SinkState> open_sink(SqlConnection& connection, std::string_view name, SinkStart start) {
  const auto known = find_sink(connection, name);
  if (!known) return known.error();
  if (*known) return **known;
  const auto last = last_event(connection);
  if (!last) return last.error();
  const SinkState fresh{std::string(name), start == SinkStart::coming_events ? *last : 0};
  if (auto done = run_only(connection,
                           "INSERT INTO sinks (name, delivered, attempts, next_try, last_error) "
                           "VALUES ($1, $2, 0, 0, '')",
                           {fresh.name, fresh.delivered});
      !done)
    return done.error();
  return fresh;
}

Result<void> remove_sink(SqlConnection& connection, std::string_view name) {
  if (const auto known = known_sink(connection, name); !known) return known.error();
  return run_only(connection, "DELETE FROM sinks WHERE name = $1", {std::string(name)});
}

Result<void> delivered(SqlConnection& connection, std::string_view name, EventId through) {
  const auto sink = known_sink(connection, name);
  if (!sink) return sink.error();
  const auto last = last_event(connection);
  if (!last) return last.error();
  if (through < 1 || through > *last)
    return Error{Code::bad_argument, "there is no event " + std::to_string(through)};
  if (through <= sink->delivered)
    return Error{Code::changed_meanwhile, "event " + std::to_string(through) + " was delivered before"};
  return run_only(connection,
                  "UPDATE sinks SET delivered = $2, attempts = 0, next_try = 0, last_error = '' "
                  "WHERE name = $1",
                  {std::string(name), through});
}

Result<void> delivery_failed(SqlConnection& connection, std::string_view name, UnixTime next_try,
                             std::string_view why) {
  if (const auto known = known_sink(connection, name); !known) return known.error();
  return run_only(connection,
                  "UPDATE sinks SET attempts = attempts + 1, next_try = $2, last_error = $3 WHERE name = $1",
                  {std::string(name), next_try, as_detail(why)});
}

Result<std::optional<std::string>> note(SqlConnection& connection, std::string_view name) {
  return read_row(connection, "notes", "SELECT words FROM notes WHERE name = $1", {std::string(name)},
                  [](RowReader& row) { return row.text(); });
}

Result<void> keep_note(SqlConnection& connection, std::string_view name, std::string_view text) {
  return run_only(connection,
                  "INSERT INTO notes (name, words) VALUES ($1, $2) "
                  "ON CONFLICT (name) DO UPDATE SET words = excluded.words",
                  {std::string(name), std::string(text)});
}

}  // namespace quorate::sql
