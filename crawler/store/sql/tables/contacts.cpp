#include "crawler/store/sql/tables/contacts.hpp"

#include "crawler/record/zstd.hpp"
#include "crawler/store/sql/row_reader.hpp"
#include "crawler/store/sql/schedule_text.hpp"
#include "crawler/store/sql/tables/paging.hpp"
#include "proofs/history/file/limits.hpp"
#include "proofs/history/file/read.hpp"

namespace quorate::sql {

namespace {

// Of the contact's own row, in the order of `contact_columns`.
ContactRecord read_record(RowReader& row) {
  ContactRecord record;
  record.id = row.number();
  record.name = row.text();
  record.added = row.number();
  record.changed = row.number();
  record.watching = row.number() == 0 ? Watching::active : Watching::paused;
  record.revision = row.number();
  return record;
}

std::optional<AnswerSpan> read_newest_answer(RowReader& row) {
  if (row.is_null()) return std::nullopt;
  AnswerSpan span;
  span.answer = row.answer();
  span.key = row.text();
  span.weight = row.small();
  span.needed = row.small();
  span.groups = row.small();
  span.first = row.number();
  span.last = row.number();
  span.looks = row.small();
  return span;
}

ContactSummary read_summary(RowReader& row) {
  ContactSummary line;
  line.contact = read_record(row);
  line.next_check = row.number();
  line.last_check = row.number();
  line.failures = row.small();
  line.pending = row.optional_text();
  line.answer = read_newest_answer(row);
  return line;
}

// What LIKE looks for, with its own marks taken as they are.
std::string like_pattern(std::string_view part) {
  std::string pattern = "%";
  for (const char c : part) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return pattern + "%";
}

Error broken(SqlConnection& connection, ContactId id, const std::string& what, const Error& error) {
  return Error{Code::store_failed, connection.description() + ": the " + what + " of contact " +
                                       std::to_string(id) + " cannot be understood (" + error.detail +
                                       "); restore the store from a backup"};
}

struct StoredContact {
  ContactState state;
  std::string schedule;
  std::string history;
};

StoredContact read_stored(RowReader& row) {
  StoredContact stored;
  ContactState& state = stored.state;
  state.contact = read_record(row);
  if (auto kind = row.optional_text()) {
    state.pending = PendingChange{*kind, row.number(), row.text()};
  } else {
    row.optional_number();
    row.optional_text();
  }
  state.schedule.next_check = row.number();
  state.contact.document = row.text();
  stored.schedule = row.text();
  stored.history = row.text();
  return stored;
}

}  // namespace

Result<std::optional<ContactState>> contact(SqlConnection& connection, ContactId id) {
  auto stored = read_row(connection, "contacts",
                         "SELECT id, name, added, changed, paused, revision, pending_kind, pending_since, "
                         "pending_json, next_check, document, schedule, history FROM contacts "
                         "JOIN contact_files ON contact = id WHERE id = $1",
                         {id}, read_stored);
  if (!stored) return stored.error();
  if (!*stored) return std::optional<ContactState>();
  ContactState state = std::move((*stored)->state);
  auto schedule = read_schedule((*stored)->schedule);
  if (!schedule) return broken(connection, id, "schedule", schedule.error());
  schedule->next_check = state.schedule.next_check;  // the column may have been set since
  state.schedule = std::move(*schedule);
  if (!(*stored)->history.empty()) {
    auto history = read_history("history", (*stored)->history);
    if (!history) return broken(connection, id, "history", history.error());
    state.history = std::move(*history);
  }
  return std::optional(std::move(state));
}

Result<std::optional<ContactId>> find_contact(SqlConnection& connection, std::string_view name) {
  return read_row(connection, "contacts", "SELECT id FROM contacts WHERE name = $1", {std::string(name)},
                  [](RowReader& row) { return row.number(); });
}

Result<std::vector<ContactSummary>> contacts(SqlConnection& connection, const ContactQuery& query) {
  std::string statement =
      "SELECT c.id, c.name, c.added, c.changed, c.paused, c.revision, c.next_check, c.last_check, "
      "c.failures, c.pending_kind, a.answer, a.key_id, a.weight, a.needed, a.group_count, a.first, a.last, "
      "a.looks FROM contacts c LEFT JOIN answers a ON a.contact = c.id AND a.newest = 1 WHERE c.id > $1";
  std::vector<SqlValue> values = {query.after, limit_value(query.limit)};
  if (!query.name_part.empty()) {
    values.push_back(like_pattern(query.name_part));
    statement += " AND lower(c.name) LIKE $" + std::to_string(values.size()) + " ESCAPE '\\'";
  }
  if (query.answer) {
    values.push_back(std::string(text(*query.answer)));
    statement += " AND a.answer = $" + std::to_string(values.size());
  }
  if (query.choice == ContactChoice::pending) statement += " AND c.pending_kind IS NOT NULL";
  if (query.choice == ContactChoice::paused) statement += " AND c.paused = 1";
  return read_rows(connection, "contacts", statement + " ORDER BY c.id LIMIT $2", values, read_summary);
}

Result<std::vector<DueContact>> due(SqlConnection& connection, UnixTime now, std::size_t limit) {
  return read_rows(connection, "contacts",
                   "SELECT id, next_check FROM contacts WHERE paused = 0 AND next_check <= $1 "
                   "ORDER BY next_check, id LIMIT $2",
                   {now, limit_value(limit)}, [](RowReader& row) {
                     const ContactId id = row.number();
                     return DueContact{id, row.number()};
                   });
}

Result<std::optional<UnixTime>> next_due(SqlConnection& connection) {
  return read_row(connection, "contacts",
                  "SELECT next_check FROM contacts WHERE paused = 0 ORDER BY next_check, id LIMIT 1", {},
                  [](RowReader& row) { return row.number(); });
}

Result<StoreCounts> counts(SqlConnection& connection) {
  const auto all = read_row(connection, "counts",
                            "SELECT (SELECT count(*) FROM contacts), "
                            "(SELECT count(*) FROM contacts WHERE paused = 1), "
                            "(SELECT count(*) FROM contacts WHERE pending_kind IS NOT NULL), "
                            "(SELECT value FROM counters WHERE name = 'events'), "
                            "COALESCE((SELECT size FROM log_tail), 0), (SELECT count(*) FROM bodies)",
                            {}, [](RowReader& row) {
                              StoreCounts counted;
                              counted.contacts = row.size();
                              counted.paused = row.size();
                              counted.pending = row.size();
                              counted.events = row.size();
                              counted.observations = row.size();
                              counted.bodies = row.size();
                              return counted;
                            });
  if (!all) return all.error();
  return all->value_or(StoreCounts{});
}

Result<std::optional<std::string>> report(SqlConnection& connection, ContactId id) {
  const auto packed =
      read_row(connection, "contact_files", "SELECT report FROM contact_files WHERE contact = $1", {id},
               [](RowReader& row) { return row.optional_bytes(); });
  if (!packed) return packed.error();
  if (!*packed || !**packed) return std::optional<std::string>();
  const auto bytes = zstd_unpack(***packed, max_history_bytes);
  if (!bytes) return broken(connection, id, "report", bytes.error());
  return std::optional(std::string(as_text(*bytes)));
}

Result<std::vector<Decision>> decisions(SqlConnection& connection, ContactId id, std::size_t limit) {
  return read_rows(connection, "decisions",
                   "SELECT accepted, kind, since, json, at, decided_by FROM decisions WHERE contact = $1 "
                   "ORDER BY id DESC LIMIT $2",
                   {id, limit_value(limit)}, [](RowReader& row) {
                     Decision decision;
                     decision.decided = row.number() == 0 ? Decided::refused : Decided::accepted;
                     decision.change.kind = row.text();
                     decision.change.since = row.number();
                     decision.change.json = row.text();
                     decision.at = row.number();
                     decision.by = row.text();
                     return decision;
                   });
}

Result<ContactHead> contact_head(SqlConnection& connection, ContactId id, std::optional<Revision> wanted) {
  const auto found = read_row(connection, "contacts", "SELECT name, revision FROM contacts WHERE id = $1",
                              {id}, [](RowReader& row) {
                                std::string name = row.text();
                                return ContactHead{std::move(name), row.number()};
                              });
  if (!found) return found.error();
  if (!*found) return Error{Code::not_stored, "there is no contact " + std::to_string(id)};
  if (wanted && (*found)->revision != *wanted)
    return Error{Code::changed_meanwhile, "contact " + std::to_string(id) + " was changed meanwhile"};
  return **found;
}

}  // namespace quorate::sql
