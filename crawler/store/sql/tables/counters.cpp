#include "crawler/store/sql/tables/counters.hpp"

#include "crawler/store/sql/row_reader.hpp"

namespace quorate::sql {

Result<std::int64_t> next_number(SqlConnection& connection, const std::string& counter, std::int64_t count) {
  const auto last = read_row(connection, "counters",
                             "UPDATE counters SET value = value + $2 WHERE name = $1 RETURNING value",
                             {counter, count}, [](RowReader& row) { return row.number(); });
  if (!last) return last.error();
  if (!*last)
    return Error{Code::store_failed, connection.description() + ": the counter of " + counter +
                                         " is missing; restore the store from a backup"};
  return **last - count + 1;
}

}  // namespace quorate::sql
