#include "crawler/store/sql/tables/contact_writes.hpp"

#include "crawler/store/sql/row_reader.hpp"
#include "crawler/store/sql/schedule_text.hpp"
#include "crawler/store/sql/tables/contacts.hpp"
#include "crawler/store/sql/tables/counters.hpp"
#include "crawler/store/sql/tables/events.hpp"
#include "proofs/history/file/write.hpp"

namespace quorate::sql {

namespace {

Result<void> check_free(SqlConnection& connection, const std::string& name, ContactId but) {
  const auto taken = find_contact(connection, name);
  if (!taken) return taken.error();
  if (*taken && **taken != but)
    return Error{Code::bad_argument, "there is a contact \"" + name + "\" already"};
  return {};
}

Result<void> add_contact(SqlConnection& connection, ContactId id, const NewContact& contact) {
  if (auto free = check_free(connection, contact.name, 0); !free) return free;
  if (auto added = run_only(
          connection,
          "INSERT INTO contacts (id, name, added, changed, paused, revision, next_check, last_check, "
          "failures) VALUES ($1, $2, $3, $4, 0, 1, $5, 0, 0)",
          {id, contact.name, contact.added, contact.added, contact.next_check});
      !added)
    return added;
  return run_only(connection,
                  "INSERT INTO contact_files (contact, document, schedule, history) VALUES ($1, $2, $3, '')",
                  {id, contact.document, write_schedule({contact.next_check})});
}

Result<void> keep_decision(SqlConnection& connection, ContactId contact, const Decision& decision) {
  const auto id = next_number(connection, "decisions", 1);
  if (!id) return id.error();
  return run_only(connection,
                  "INSERT INTO decisions (id, contact, accepted, kind, since, json, at, decided_by) "
                  "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                  {*id, contact, std::int64_t{decision.decided == Decided::accepted}, decision.change.kind,
                   decision.change.since, decision.change.json, decision.at, decision.by});
}

// What of the change stands in one column each.
Result<void> put_columns(SqlConnection& connection, const ContactChange& change) {
  struct Column {
    const char* statement;
    std::optional<SqlValue> value;
  };
  const auto value_of = [](const auto& given) {
    return given ? std::optional<SqlValue>(*given) : std::nullopt;
  };
  std::optional<SqlValue> paused;
  if (change.watching) paused = std::int64_t{*change.watching == Watching::paused};
  std::optional<SqlValue> history;
  if (change.history) history = stored_history(*change.history);
  for (const Column& column :
       {Column{"UPDATE contacts SET name = $2 WHERE id = $1", value_of(change.name)},
        Column{"UPDATE contacts SET paused = $2 WHERE id = $1", paused},
        Column{"UPDATE contacts SET next_check = $2 WHERE id = $1", value_of(change.next_check)},
        Column{"UPDATE contact_files SET document = $2 WHERE contact = $1", value_of(change.document)},
        Column{"UPDATE contact_files SET history = $2 WHERE contact = $1", history}})
    if (column.value)
      if (auto done = run_only(connection, column.statement, {change.contact, *column.value}); !done)
        return done;
  if (!change.name && !change.document && !change.watching) return {};
  return run_only(connection, "UPDATE contacts SET changed = $2 WHERE id = $1", {change.contact, change.at});
}

}  // namespace

Result<std::vector<ContactId>> add_contacts(SqlConnection& connection, std::span<const NewContact> contacts) {
  std::vector<ContactId> ids;
  const auto first = next_number(connection, "contacts", static_cast<std::int64_t>(contacts.size()));
  if (!first) return first.error();
  for (const NewContact& contact : contacts) {
    const ContactId id = *first + static_cast<ContactId>(ids.size());
    if (auto added = add_contact(connection, id, contact); !added) return added.error();
    ids.push_back(id);
  }
  return ids;
}

std::string stored_history(const History& history) {
  std::string text = write_history(history);
  return history.looks == 0 && text == write_history({}) ? std::string() : text;
}

Result<void> put_pending(SqlConnection& connection, ContactId id, PendingStep step,
                         const std::optional<PendingChange>& pending) {
  if (step == PendingStep::keep) return {};
  std::vector<SqlValue> values = {id, {}, {}, {}};
  if (pending) values = {id, pending->kind, pending->since, pending->json};
  return run_only(
      connection,
      "UPDATE contacts SET pending_kind = $2, pending_since = $3, pending_json = $4 WHERE id = $1", values);
}

Result<Revision> change_contact(SqlConnection& connection, const ContactChange& change) {
  const auto head = contact_head(connection, change.contact, change.revision);
  if (!head) return head.error();
  if (change.name)
    if (auto free = check_free(connection, *change.name, change.contact); !free) return free.error();
  if (auto put = put_columns(connection, change); !put) return put.error();
  if (change.decision) {
    if (auto kept = keep_decision(connection, change.contact, *change.decision); !kept) return kept.error();
    if (auto put = put_pending(connection, change.contact, PendingStep::clear, {}); !put) return put.error();
  }
  if (auto put = put_pending(connection, change.contact, change.pending_step, change.pending); !put)
    return put.error();
  const std::string& name = change.name ? *change.name : head->name;
  if (auto told = add_events(connection, change.at, change.contact, name, change.events); !told)
    return told.error();
  if (auto done = run_only(connection, "UPDATE contacts SET revision = $2 WHERE id = $1",
                           {change.contact, change.revision + 1});
      !done)
    return done.error();
  return change.revision + 1;
}

Result<void> remove_contact(SqlConnection& connection, ContactId id, UnixTime at,
                            std::span<const NewEvent> events) {
  const auto head = contact_head(connection, id, {});
  if (!head) return head.error();
  if (auto told = add_events(connection, at, id, head->name, events); !told) return told;
  for (const char* statement :
       {"DELETE FROM contacts WHERE id = $1", "DELETE FROM contact_files WHERE contact = $1",
        "DELETE FROM answers WHERE contact = $1", "DELETE FROM verdicts WHERE contact = $1",
        "DELETE FROM decisions WHERE contact = $1",
        "UPDATE observations SET newest = 0 WHERE contact = $1 AND newest = 1"})
    if (auto done = run_only(connection, statement, {id}); !done) return done;
  return {};
}

Result<void> reschedule(SqlConnection& connection, std::span<const DueContact> contacts) {
  for (const DueContact& due : contacts)
    if (auto done = run_only(connection, "UPDATE contacts SET next_check = $2 WHERE id = $1",
                             {due.contact, due.next_check});
        !done)
      return done;
  return {};
}

}  // namespace quorate::sql
