// SqlConnection: runs SQL statements on a database of either kind.
#pragma once

#include "proofs/encoding/base64.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace quorate {

// A column's value: null, BIGINT, text, bytes.
using SqlValue = std::variant<std::monostate, std::int64_t, std::string, Bytes>;
using SqlRow = std::vector<SqlValue>;

enum class SqlDialect { sqlite, postgres };

enum class SqlAccess {
  read,   // all statements see the same state
  write,  // and nobody else writes meanwhile, in this or another process
};

// One thread at a time uses a connection. Errors of all: store_failed, naming the database, and saying what
// to do where there is something.
class SqlConnection {
 public:
  virtual ~SqlConnection() = default;

  virtual std::string description() const = 0;  // for people
  virtual SqlDialect dialect() const = 0;

  // `statement`: one statement with its values as $1, $2, ...; it is prepared once and known again by its
  // text.
  virtual Result<std::vector<SqlRow>> run(const std::string& statement,
                                          const std::vector<SqlValue>& values) = 0;

  // All statements until commit() are one transaction. After an error of any of them, rollback() is due.
  virtual Result<void> begin(SqlAccess access) = 0;
  // When this returns a value, all that was written is on disk.
  virtual Result<void> commit() = 0;
  virtual void rollback() noexcept = 0;
};

// Runs `body` (which gives some Result) in a transaction; commits where it gives a value.
template <class Body>
auto in_transaction(SqlConnection& connection, SqlAccess access, Body&& body) -> decltype(body()) {
  if (auto begun = connection.begin(access); !begun) return begun.error();
  // Leaves no open transaction behind, whatever happens.
  struct Rollback {
    SqlConnection& connection;
    bool open = true;
    ~Rollback() {
      if (open) connection.rollback();
    }
  } rollback{connection};
  auto result = body();
  if (!result) return result;
  if (auto committed = connection.commit(); !committed) return committed.error();
  rollback.open = false;
  return result;
}

}  // namespace quorate
