#include "crawler/store/sql/schema.hpp"

#include "crawler/store/sql/row_reader.hpp"

#include <array>
#include <utility>

namespace quorate {

namespace {

// What the kinds of databases call differently: {text} compares by bytes, {id} is a table's own number.
constexpr std::array<std::array<std::string_view, 3>, 4> words = {
    {{"{text}", "TEXT", "TEXT COLLATE \"C\""},
     {"{bytes}", "BLOB", "BYTEA"},
     {"{id}", "INTEGER PRIMARY KEY", "BIGINT PRIMARY KEY"},
     {"{compact}", "WITHOUT ROWID", ""}}};

// Version 1. Times are seconds since 1970; `newest` is 1 for the last row of its kind and 0 for all before.
const std::vector<std::string> first = {
    "CREATE TABLE counters (name {text} PRIMARY KEY, value BIGINT NOT NULL)",
    "INSERT INTO counters (name, value) VALUES ('contacts', 0), ('events', 0), ('decisions', 0), "
    "('checkpoints', 0)",
    "CREATE TABLE contacts (id {id}, name {text} NOT NULL UNIQUE, added BIGINT NOT NULL, "
    "changed BIGINT NOT NULL, paused BIGINT NOT NULL, revision BIGINT NOT NULL, next_check BIGINT NOT NULL, "
    "last_check BIGINT NOT NULL, failures BIGINT NOT NULL, pending_kind {text}, pending_since BIGINT, "
    "pending_json {text})",
    "CREATE INDEX contacts_due ON contacts (paused, next_check, id)",
    // What is large, apart from what is searched.
    "CREATE TABLE contact_files (contact {id}, document {text} NOT NULL, schedule {text} NOT NULL, "
    "history {text} NOT NULL, report {bytes})",
    "CREATE TABLE answers (contact BIGINT NOT NULL, number BIGINT NOT NULL, newest BIGINT NOT NULL, "
    "answer {text} NOT NULL, key_id {text} NOT NULL, weight BIGINT NOT NULL, needed BIGINT NOT NULL, "
    "group_count BIGINT NOT NULL, first BIGINT NOT NULL, last BIGINT NOT NULL, looks BIGINT NOT NULL, "
    "PRIMARY KEY (contact, number)) {compact}",
    "CREATE INDEX answers_newest ON answers (contact) WHERE newest = 1",
    "CREATE TABLE verdicts (contact BIGINT NOT NULL, account {text} NOT NULL, number BIGINT NOT NULL, "
    "newest BIGINT NOT NULL, outcome {text} NOT NULL, reason {text} NOT NULL, detail {text} NOT NULL, "
    "keys {text} NOT NULL, first BIGINT NOT NULL, last BIGINT NOT NULL, looks BIGINT NOT NULL, "
    "PRIMARY KEY (contact, account, number)) {compact}",
    "CREATE INDEX verdicts_newest ON verdicts (contact) WHERE newest = 1",
    "CREATE TABLE decisions (id {id}, contact BIGINT NOT NULL, accepted BIGINT NOT NULL, "
    "kind {text} NOT NULL, since BIGINT NOT NULL, json {text} NOT NULL, at BIGINT NOT NULL, "
    "decided_by {text} NOT NULL)",
    "CREATE INDEX decisions_contact ON decisions (contact, id)",
    "CREATE TABLE events (id {id}, at BIGINT NOT NULL, contact BIGINT NOT NULL, contact_name {text} NOT "
    "NULL, "
    "kind {text} NOT NULL, account {text} NOT NULL, words {text} NOT NULL, json {text} NOT NULL)",
    "CREATE INDEX events_contact ON events (contact, id)",
    "CREATE TABLE sinks (name {text} PRIMARY KEY, delivered BIGINT NOT NULL, attempts BIGINT NOT NULL, "
    "next_try BIGINT NOT NULL, last_error {text} NOT NULL)",
    "CREATE TABLE observations (id {id}, contact BIGINT NOT NULL, account {text} NOT NULL, url {text} NOT "
    "NULL, vantage {text} NOT NULL, at BIGINT NOT NULL, status BIGINT NOT NULL, error {text} NOT NULL, "
    "content_type {text} NOT NULL, final_url {text} NOT NULL, outcome {text} NOT NULL, reason {text} NOT "
    "NULL, body {bytes} NOT NULL, body_bytes BIGINT NOT NULL, last BIGINT NOT NULL, times BIGINT NOT NULL, "
    "etag {text} NOT NULL, last_modified {text} NOT NULL, newest BIGINT NOT NULL)",
    "CREATE INDEX observations_contact ON observations (contact, id)",
    "CREATE INDEX observations_newest ON observations (contact) WHERE newest = 1",
    "CREATE TABLE bodies (digest {bytes} NOT NULL UNIQUE, packed {bytes} NOT NULL)",
    "CREATE TABLE log_nodes (level BIGINT NOT NULL, number BIGINT NOT NULL, hash {bytes} NOT NULL, "
    "PRIMARY KEY (level, number)) {compact}",
    "CREATE TABLE log_tail (id {id}, size BIGINT NOT NULL, peaks {bytes} NOT NULL)",
    "CREATE TABLE checkpoints (id {id}, size BIGINT NOT NULL, root {bytes} NOT NULL, at BIGINT NOT NULL, "
    "note {text} NOT NULL)",
    "CREATE TABLE notes (name {text} PRIMARY KEY, words {text} NOT NULL)",
};

// The statements that lead from each version to the next, from version 0, the empty database.
const std::vector<const std::vector<std::string>*> steps = {&first};

std::string in_dialect(std::string statement, SqlDialect dialect) {
  for (const auto& word : words) {
    const std::string_view meant = word[dialect == SqlDialect::sqlite ? 1 : 2];
    for (std::size_t at = statement.find(word[0]); at != statement.npos; at = statement.find(word[0], at))
      statement.replace(at, word[0].size(), meant);
  }
  return statement;
}

// 0: no table at all.
Result<std::int64_t> version_of(SqlConnection& connection) {
  const bool sqlite = connection.dialect() == SqlDialect::sqlite;
  const auto tables =
      read_rows(connection, "tables",
                sqlite ? "SELECT name FROM sqlite_schema WHERE type = 'table'"
                       : "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()",
                {}, [](RowReader& row) { return row.text(); });
  if (!tables) return tables.error();
  if (tables->empty()) return 0;
  const auto fail = [&](const std::string& why) {
    return Error{Code::store_failed, connection.description() + ": " + why};
  };
  if (std::find(tables->begin(), tables->end(), "quorate_schema") == tables->end())
    return fail("holds tables, but is no store of quorate; name another file or database");
  const auto version = read_row(connection, "quorate_schema", "SELECT version FROM quorate_schema", {},
                                [](RowReader& row) { return row.number(); });
  if (!version) return version.error();
  if (!*version) return fail("has lost its version; restore the store from a backup");
  if (**version > schema_version)
    return fail("was written by a newer quorate (tables of version " + std::to_string(**version) +
                ", this program knows " + std::to_string(schema_version) + "); use that program");
  return **version;
}

Result<std::int64_t> move_forward(SqlConnection& connection) {
  const auto version = version_of(connection);
  if (!version || *version == schema_version) return version;
  const auto run = [&](const std::string& statement) {
    return run_only(connection, in_dialect(statement, connection.dialect()), {});
  };
  for (std::int64_t from = *version; from < schema_version; ++from)
    for (const std::string& statement : *steps[static_cast<std::size_t>(from)])
      if (auto done = run(statement); !done) return done.error();
  if (*version == 0) {
    if (auto done = run("CREATE TABLE quorate_schema (version BIGINT NOT NULL)"); !done) return done.error();
    if (auto done = run("INSERT INTO quorate_schema (version) VALUES (0)"); !done) return done.error();
  }
  if (auto done = run("UPDATE quorate_schema SET version = " + std::to_string(schema_version)); !done)
    return done.error();
  return schema_version;
}

}  // namespace

Result<void> migrate(SqlConnection& connection) {
  const auto version = in_transaction(connection, SqlAccess::write, [&] { return move_forward(connection); });
  if (!version) return version.error();
  return {};
}

Result<void> check_schema(SqlConnection& connection) {
  const auto version = version_of(connection);
  if (!version) return version.error();
  if (*version != schema_version)
    return Error{Code::store_failed, connection.description() +
                                         ": holds no tables of this program's version yet; let the daemon "
                                         "or a command that writes open it once"};
  return {};
}

}  // namespace quorate
