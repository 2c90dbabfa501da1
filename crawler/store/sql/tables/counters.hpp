// Numbers that the database gives out, each once.
#pragma once

#include "crawler/store/sql/connection.hpp"

namespace quorate::sql {

// The first of `count` numbers of the counter "contacts", "events", "decisions" or "checkpoints".
Result<std::int64_t> next_number(SqlConnection& connection, const std::string& counter, std::int64_t count);

}  // namespace quorate::sql
