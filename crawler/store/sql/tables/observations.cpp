#include "crawler/store/sql/tables/observations.hpp"

#include "crawler/record/zstd.hpp"
#include "crawler/store/sql/row_reader.hpp"
#include "crawler/store/sql/tables/log.hpp"
#include "crawler/store/sql/tables/paging.hpp"
#include "crawler/store/well_formed.hpp"
#include "proofs/crypto/digest.hpp"

namespace quorate::sql {

namespace {

// More than any limit of limits.yaml lets a page have.
constexpr std::size_t max_body_bytes = std::size_t{64} * 1024 * 1024;

const std::string columns =
    "SELECT id, contact, account, url, vantage, at, status, error, content_type, final_url, outcome, reason, "
    "body, body_bytes, last, times, etag, last_modified FROM observations ";

ObservationRecord read_observation(RowReader& row) {
  ObservationRecord record;
  record.index = row.size();
  record.contact = row.number();
  record.place.account = row.text();
  record.place.url = row.text();
  record.place.vantage = row.text();
  record.at = row.number();
  record.answer.status = static_cast<int>(row.number());
  record.answer.error = row.text();
  record.answer.content_type = row.text();
  record.answer.final_url = row.text();
  record.answer.outcome = row.outcome();
  record.answer.reason = row.reason();
  record.body = row.hash();
  record.body_bytes = row.size();
  record.last = row.number();
  record.times = row.small();
  record.validators.etag = row.text();
  record.validators.last_modified = row.text();
  return record;
}

Bytes bytes_of(const BodyDigest& digest) { return Bytes(digest.begin(), digest.end()); }

Result<void> keep_body(SqlConnection& connection, const BodyDigest& digest, std::string_view bytes) {
  const auto known = connection.run("SELECT 1 FROM bodies WHERE digest = $1", {bytes_of(digest)});
  if (!known) return known.error();
  if (!known->empty()) return {};
  return run_only(connection, "INSERT INTO bodies (digest, packed) VALUES ($1, $2)",
                  {bytes_of(digest), zstd_pack(as_bytes(bytes))});
}

// What the answer is as a row; `before`: the newest of its place, or null.
ObservationRecord record_of(ContactId contact, const NewObservation& seen, const ObservationRecord* before) {
  ObservationRecord record;
  record.contact = contact;
  record.place = seen.place;
  record.at = record.last = seen.at;
  record.answer = seen.answer;
  record.answer.content_type = as_detail(seen.answer.content_type);
  record.answer.final_url = as_detail(seen.answer.final_url);
  record.validators = storable(seen.validators);
  if (seen.body) {
    record.body = sha256(as_bytes(*seen.body));
    record.body_bytes = seen.body->size();
  } else {
    record.body = before->body;
    record.body_bytes = before->body_bytes;
    record.answer.status = before->answer.status;
    record.answer.content_type = before->answer.content_type;
    record.answer.final_url = before->answer.final_url;
  }
  return record;
}

Result<void> insert(SqlConnection& connection, const ObservationRecord& record) {
  return run_only(
      connection,
      "INSERT INTO observations (id, contact, account, url, vantage, at, status, error, content_type, "
      "final_url, outcome, reason, body, body_bytes, last, times, etag, last_modified, newest) VALUES "
      "($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1)",
      {static_cast<std::int64_t>(record.index), record.contact, record.place.account, record.place.url,
       record.place.vantage, record.at, std::int64_t{record.answer.status}, record.answer.error,
       record.answer.content_type, record.answer.final_url, std::string(text(record.answer.outcome)),
       std::string(text(record.answer.reason)), bytes_of(record.body),
       static_cast<std::int64_t>(record.body_bytes), record.last, std::int64_t{record.times},
       record.validators.etag, record.validators.last_modified});
}

}  // namespace

Result<std::vector<ObservationRecord>> newest_observations(SqlConnection& connection, ContactId id) {
  return read_rows(connection, "observations", columns + "WHERE contact = $1 AND newest = 1 ORDER BY id",
                   {id}, read_observation);
}

Result<std::vector<ObservationRecord>> observations(SqlConnection& connection, ContactId id,
                                                    std::string_view account, std::optional<LogIndex> before,
                                                    std::size_t limit) {
  std::optional<std::int64_t> bound;
  if (before) bound = static_cast<std::int64_t>(*before);
  std::string statement = columns + "WHERE contact = $1 AND id < $2";
  std::vector<SqlValue> values = {id, below(bound), limit_value(limit)};
  if (!account.empty()) {
    statement += " AND account = $4";
    values.push_back(std::string(account));
  }
  return read_rows(connection, "observations", statement + " ORDER BY id DESC LIMIT $3", values,
                   read_observation);
}

Result<std::vector<ObservationRecord>> log_entries(SqlConnection& connection, LogIndex from,
                                                   std::size_t limit) {
  return read_rows(connection, "observations", columns + "WHERE id >= $1 ORDER BY id LIMIT $2",
                   {static_cast<std::int64_t>(from), limit_value(limit)}, read_observation);
}

Result<std::optional<std::string>> body(SqlConnection& connection, const BodyDigest& digest) {
  const auto packed = read_row(connection, "bodies", "SELECT packed FROM bodies WHERE digest = $1",
                               {bytes_of(digest)}, [](RowReader& row) { return row.bytes(); });
  if (!packed) return packed.error();
  if (!*packed) return std::optional<std::string>();
  const auto bytes = zstd_unpack(**packed, max_body_bytes);
  if (!bytes || sha256(*bytes) != digest)
    return Error{Code::store_failed, connection.description() + ": the body " + encode_hex(digest) +
                                         " is damaged; restore the store from a backup"};
  return std::optional(std::string(as_text(*bytes)));
}

Result<NewestByPlace> newest_by_place(SqlConnection& connection, ContactId id) {
  auto newest = newest_observations(connection, id);
  if (!newest) return newest.error();
  NewestByPlace places;
  for (ObservationRecord& record : *newest) places.insert_or_assign(record.place, std::move(record));
  return places;
}

Result<Observed> observe(SqlConnection& connection, ContactId contact, const NewObservation& seen,
                         NewestByPlace& newest, LogTail& tail) {
  const auto found = newest.find(seen.place);
  ObservationRecord* before = found == newest.end() ? nullptr : &found->second;
  ObservationRecord record = record_of(contact, seen, before);
  if (before != nullptr && before->answer == record.answer && before->body == record.body) {
    before->last = seen.at;
    ++before->times;
    before->validators = record.validators;
    const auto done =
        run_only(connection,
                 "UPDATE observations SET last = $2, times = $3, etag = $4, last_modified = $5 WHERE id = $1",
                 {static_cast<std::int64_t>(before->index), before->last, std::int64_t{before->times},
                  before->validators.etag, before->validators.last_modified});
    if (!done) return done.error();
    return Observed::again;
  }
  if (seen.body)
    if (auto kept = keep_body(connection, record.body, *seen.body); !kept) return kept.error();
  if (before != nullptr)
    if (auto done = run_only(connection, "UPDATE observations SET newest = 0 WHERE id = $1",
                             {static_cast<std::int64_t>(before->index)});
        !done)
      return done.error();
  record.index = tail.size();
  if (auto done = insert(connection, record); !done) return done.error();
  if (auto done = append_leaf(connection, tail, leaf_hash(as_bytes(log_leaf(record)))); !done)
    return done.error();
  newest.insert_or_assign(seen.place, std::move(record));
  return Observed::anew;
}

}  // namespace quorate::sql
