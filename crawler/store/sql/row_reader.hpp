// RowReader: takes the columns of a row one by one, and keeps the first that is not as it should be.
#pragma once

#include "crawler/store/sql/connection.hpp"
#include "proofs/score/score.hpp"
#include "proofs/verdict.hpp"

#include <array>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace quorate {

class RowReader {
 public:
  explicit RowReader(const SqlRow& row) : row_(row) {}

  std::int64_t number();
  std::optional<std::int64_t> optional_number();
  std::uint32_t small();  // 0 to 4294967295
  std::uint64_t size();   // not negative
  std::string text();
  std::optional<std::string> optional_text();
  std::optional<Bytes> optional_bytes();
  Bytes bytes();
  std::array<std::uint8_t, 32> hash();
  Answer answer();
  Outcome outcome();
  Reason reason();

  // A column that was no value of its kind; the rest is then empty.
  bool failed() const { return failed_; }
  void fail() { failed_ = true; }
  bool is_null() const { return at_ < row_.size() && std::holds_alternative<std::monostate>(row_[at_]); }

 private:
  template <class Kind>
  const Kind* take();
  template <class Word>
  Word word(Word last);

  const SqlRow& row_;
  std::size_t at_ = 0;
  bool failed_ = false;
};

// Each row read by `read`. Errors: those of the statement; store_failed, naming `table`, where a row cannot
// be understood.
template <class Read>
auto read_rows(SqlConnection& connection, std::string_view table, const std::string& statement,
               const std::vector<SqlValue>& values, Read read)
    -> Result<std::vector<decltype(read(std::declval<RowReader&>()))>> {
  const auto rows = connection.run(statement, values);
  if (!rows) return rows.error();
  std::vector<decltype(read(std::declval<RowReader&>()))> all;
  all.reserve(rows->size());
  for (const SqlRow& row : *rows) {
    RowReader reader(row);
    all.push_back(read(reader));
    if (reader.failed())
      return Error{Code::store_failed, connection.description() + ": a row of " + std::string(table) +
                                           " cannot be understood; restore the store from a backup"};
  }
  return all;
}

// The only row, or nothing.
template <class Read>
auto read_row(SqlConnection& connection, std::string_view table, const std::string& statement,
              const std::vector<SqlValue>& values, Read read)
    -> Result<std::optional<decltype(read(std::declval<RowReader&>()))>> {
  auto rows = read_rows(connection, table, statement, values, std::move(read));
  if (!rows) return rows.error();
  std::optional<decltype(read(std::declval<RowReader&>()))> first;
  if (!rows->empty()) first = std::move(rows->front());
  return first;
}

// A statement whose rows do not matter.
Result<void> run_only(SqlConnection& connection, const std::string& statement,
                      const std::vector<SqlValue>& values);

}  // namespace quorate
