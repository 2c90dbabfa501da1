// Brings a database to the tables that this program works with.
#pragma once

#include "crawler/store/sql/connection.hpp"

namespace quorate {

// Creates the tables in an empty database, and moves those of an older program forward, step by step, in one
// transaction. Errors: store_failed, also for tables of a newer program (they are left alone) and for a
// database that holds something else.
Result<void> migrate(SqlConnection& connection);

// Whether a database that is only read has the tables of this program. Errors: store_failed.
Result<void> check_schema(SqlConnection& connection);

inline constexpr std::int64_t schema_version = 1;

}  // namespace quorate
