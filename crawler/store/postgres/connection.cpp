#include "crawler/store/postgres/connection.hpp"

#include <libpq-fe.h>
#include <map>

namespace quorate {

namespace {

// Which advisory lock writers take: "quor" in ASCII; other programs use other numbers in this database.
const std::string lock_writers = "SELECT pg_advisory_xact_lock(1903521650)";

// The next number: the one watcher's, of its session. The server may need a moment to see that the session of
// a daemon that was killed is over.
constexpr const char* lock_watch = "SELECT pg_advisory_lock(1903521651)";
constexpr const char* wait_briefly = "SET lock_timeout TO '2s'";
constexpr const char* wait_again = "SET lock_timeout TO DEFAULT";
constexpr std::string_view lock_not_available = "55P03";

// Types of columns and values (pg_type.dat of the server).
constexpr Oid type_bytes = 17;
constexpr Oid type_bigint = 20;
constexpr Oid type_text = 25;
constexpr int as_text_format = 0;
constexpr int as_binary_format = 1;

struct Disconnect {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct Clear {
  void operator()(PGresult* result) const { PQclear(result); }
};
using Connection = std::unique_ptr<PGconn, Disconnect>;
using Answered = std::unique_ptr<PGresult, Clear>;

// libpq's messages end in a line break, and may hold several lines.
std::string one_line(const char* message) {
  std::string text = message == nullptr ? "" : message;
  while (!text.empty() && text.back() == '\n') text.pop_back();
  for (char& c : text)
    if (c == '\n') c = ' ';
  return text;
}

// A statement's values in the form that libpq takes.
struct Parameters {
  std::vector<std::string> numbers;
  std::vector<const char*> places;
  std::vector<int> lengths;
  std::vector<int> formats;
};

Parameters parameters_of(const std::vector<SqlValue>& values) {
  Parameters made;
  made.numbers.reserve(values.size());  // `places` points into it
  for (const SqlValue& value : values) {
    const char* place = nullptr;
    std::size_t length = 0;
    int format = as_text_format;
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
      place = made.numbers.emplace_back(std::to_string(*number)).c_str();
    } else if (const auto* text = std::get_if<std::string>(&value)) {
      place = text->c_str();
    } else if (const auto* bytes = std::get_if<Bytes>(&value)) {
      place = bytes->empty() ? "" : reinterpret_cast<const char*>(bytes->data());
      length = bytes->size();
      format = as_binary_format;
    }
    made.places.push_back(place);
    made.lengths.push_back(static_cast<int>(length));
    made.formats.push_back(format);
  }
  return made;
}

// A column in binary form: a number of eight bytes with the highest first, text and bytes as they are.
SqlValue column(const PGresult* result, int row, int place) {
  if (PQgetisnull(result, row, place) != 0) return std::monostate{};
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(PQgetvalue(result, row, place));
  const auto length = static_cast<std::size_t>(PQgetlength(result, row, place));
  switch (PQftype(result, place)) {
    case type_bigint: {
      std::uint64_t number = 0;
      for (std::size_t i = 0; i < length; ++i) number = number << 8 | bytes[i];
      return static_cast<std::int64_t>(number);
    }
    case type_bytes:
      return Bytes(bytes, bytes + length);
    case type_text:
      return std::string(reinterpret_cast<const char*>(bytes), length);
    default:
      return std::monostate{};  // a column that no statement of ours asks for (void, say)
  }
}

class PostgresConnection final : public SqlConnection {
 public:
  PostgresConnection(std::string uri, StoreRole role) : uri_(std::move(uri)), role_(role) {}

  Result<void> connect();

  std::string description() const override { return description_; }
  SqlDialect dialect() const override { return SqlDialect::postgres; }
  Result<std::vector<SqlRow>> run(const std::string& statement, const std::vector<SqlValue>& values) override;
  Result<void> begin(SqlAccess access) override;
  Result<void> commit() override;
  void rollback() noexcept override;

 private:
  Error failed(const PGresult* result) const;
  Result<std::vector<SqlRow>> execute(const std::string& statement, const std::vector<SqlValue>& values);
  Result<const char*> prepare(const std::string& statement, std::size_t count);
  Result<void> connect_again();
  Result<void> hold_watch();

  std::string uri_;
  StoreRole role_;
  std::string description_ = "PostgreSQL";
  Connection connection_;
  std::map<std::string, std::string> prepared_;  // text -> the name that the server knows
  bool open_ = false;                            // a transaction is
};

Error PostgresConnection::failed(const PGresult* result) const {
  const std::string why = one_line(result != nullptr && *PQresultErrorMessage(result) != '\0'
                                       ? PQresultErrorMessage(result)
                                       : PQerrorMessage(connection_.get()));
  const char* state = result == nullptr ? nullptr : PQresultErrorField(result, PG_DIAG_SQLSTATE);
  std::string advice;
  if (PQstatus(connection_.get()) != CONNECTION_OK)
    advice = "; is the server running? What was not acknowledged may have to be done again";
  else if (state != nullptr && std::string_view(state) == "53100")
    advice = "; the server's disk is full: nothing was written, free some space";
  return Error{Code::store_failed, description_ + ": " + why + advice};
}

Result<void> PostgresConnection::connect() {
  connection_.reset(PQconnectdb(uri_.c_str()));
  prepared_.clear();
  open_ = false;
  if (!connection_) return Error{Code::store_failed, description_ + ": out of memory"};
  if (PQstatus(connection_.get()) != CONNECTION_OK)
    return Error{Code::store_failed,
                 "PostgreSQL: cannot connect: " + one_line(PQerrorMessage(connection_.get())) +
                     "; is the server running, and is the connection string right?"};
  const int version = PQserverVersion(connection_.get());
  description_ = "PostgreSQL " + std::to_string(version / 10'000) + "." + std::to_string(version % 10'000) +
                 ", database " + PQdb(connection_.get());
  PQsetNoticeProcessor(
      connection_.get(), [](void*, const char*) {}, nullptr);
  for (const char* setting : {"SET client_encoding TO 'UTF8'", "SET synchronous_commit TO on"}) {
    const Answered set(PQexec(connection_.get(), setting));
    if (PQresultStatus(set.get()) != PGRES_COMMAND_OK) return failed(set.get());
  }
  if (role_ != StoreRole::watcher) return {};
  auto held = hold_watch();
  if (!held) connection_.reset();  // the next transaction must not go on without the lock
  return held;
}

Result<void> PostgresConnection::hold_watch() {
  for (const char* step : {wait_briefly, lock_watch, wait_again}) {
    const Answered done(PQexec(connection_.get(), step));
    const ExecStatusType status = PQresultStatus(done.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) continue;
    const char* state = PQresultErrorField(done.get(), PG_DIAG_SQLSTATE);
    if (state == nullptr || lock_not_available != state) return failed(done.get());
    return Error{Code::store_failed,
                 description_ +
                     ": another quorate watch holds this store, and two would look and tell twice. Stop that "
                     "one first, or give this one a database of its own; quorate contact changes contacts "
                     "beside it"};
  }
  return {};
}

Result<void> PostgresConnection::connect_again() {
  if (PQstatus(connection_.get()) == CONNECTION_OK) return {};
  return connect();
}

Result<const char*> PostgresConnection::prepare(const std::string& statement, std::size_t count) {
  const auto [entry, fresh] = prepared_.try_emplace(statement, "s" + std::to_string(prepared_.size()));
  if (fresh) {
    const Answered done(PQprepare(connection_.get(), entry->second.c_str(), statement.c_str(),
                                  static_cast<int>(count), nullptr));
    if (PQresultStatus(done.get()) != PGRES_COMMAND_OK) {
      const Error error = failed(done.get());
      prepared_.erase(entry);
      return error;
    }
  }
  return entry->second.c_str();
}

// Outside of a transaction a statement only reads, or begins one: where the connection turns out to be
// broken, it is made again and the statement tried once more.
Result<std::vector<SqlRow>> PostgresConnection::run(const std::string& statement,
                                                    const std::vector<SqlValue>& values) {
  if (open_) return execute(statement, values);
  if (auto connected = connect_again(); !connected) return connected.error();
  auto rows = execute(statement, values);
  if (rows || PQstatus(connection_.get()) == CONNECTION_OK) return rows;
  if (auto connected = connect_again(); !connected) return connected.error();
  return execute(statement, values);
}

Result<std::vector<SqlRow>> PostgresConnection::execute(const std::string& statement,
                                                        const std::vector<SqlValue>& values) {
  const auto name = prepare(statement, values.size());
  if (!name) return name.error();
  const Parameters given = parameters_of(values);
  const Answered result(PQexecPrepared(connection_.get(), *name, static_cast<int>(values.size()),
                                       given.places.data(), given.lengths.data(), given.formats.data(),
                                       as_binary_format));
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) return failed(result.get());
  std::vector<SqlRow> rows;
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    SqlRow& read = rows.emplace_back();
    for (int place = 0; place < PQnfields(result.get()); ++place)
      read.push_back(column(result.get(), row, place));
  }
  return rows;
}

Result<void> PostgresConnection::begin(SqlAccess access) {
  const bool write = access == SqlAccess::write;
  auto begun = run(write ? "BEGIN" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", {});
  if (!begun) return begun.error();
  open_ = true;
  if (write) begun = run(lock_writers, {});
  if (begun) return {};
  rollback();
  return begun.error();
}

Result<void> PostgresConnection::commit() {
  const Answered done(PQexec(connection_.get(), "COMMIT"));
  // The server answers a COMMIT after an error with ROLLBACK, as if all were well.
  if (PQresultStatus(done.get()) != PGRES_COMMAND_OK || std::string_view(PQcmdStatus(done.get())) != "COMMIT")
    return failed(done.get());
  open_ = false;
  return {};
}

void PostgresConnection::rollback() noexcept {
  if (open_ && PQstatus(connection_.get()) == CONNECTION_OK)
    const Answered done(PQexec(connection_.get(), "ROLLBACK"));
  open_ = false;
}

}  // namespace

Result<std::unique_ptr<SqlConnection>> open_postgres(const std::string& uri, StoreRole role) {
  auto connection = std::make_unique<PostgresConnection>(uri, role);
  if (auto connected = connection->connect(); !connected) return connected.error();
  return std::unique_ptr<SqlConnection>(std::move(connection));
}

}  // namespace quorate
