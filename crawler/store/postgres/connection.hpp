// Opens a PostgreSQL database as an SqlConnection.
#pragma once

#include "crawler/store/sql/connection.hpp"
#include "crawler/store/store_role.hpp"

#include <memory>
#include <string>

namespace quorate {

// `uri`: a connection URI of libpq ("postgresql:///quorate?host=/run/postgresql"). Write transactions take an
// advisory lock of the database, so that they wait for one another in all processes. A connection that broke
// is opened again with the next transaction, never in the midst of one; what was not committed then is gone.
// A watcher's connection holds another advisory lock as long as its session lives, and takes it again with
// each new session. Errors: store_failed, without the URI's password.
Result<std::unique_ptr<SqlConnection>> open_postgres(const std::string& uri,
                                                     StoreRole role = StoreRole::visitor);

}  // namespace quorate
