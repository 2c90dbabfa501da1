// Opens the store that a user names: an SQLite file, or a PostgreSQL database.
#pragma once

#include "crawler/store/store.hpp"
#include "crawler/store/store_role.hpp"

#include <memory>
#include <string>

namespace quorate {

// `where`: "postgresql://..." or "postgres://..." (a connection URI of libpq), else the path of an SQLite
// file. Creates what is not there yet, moves older tables forward, and refuses a store that is damaged (see
// also `check_log_edge`), of a newer program, or none of quorate. An SQLite file of up to max_checked_bytes
// is read and checked whole; for a larger one see `check_store`. A watcher holds the store as its only one
// until the store is closed or the process ends, however it ends. Errors: store_failed, also where there is
// another watcher.
Result<std::unique_ptr<Store>> open_store(const std::string& where, const StoreOpening& opening = {});

// The same store for reading; it must be there. Errors: store_failed.
Result<std::unique_ptr<StoreReader>> open_store_reader(const std::string& where);

// Reads the whole store, whatever its size, and says whether its pages and indexes are sound; while others
// use it, too. Of PostgreSQL, which checks its pages itself, only the connection is tried. Errors:
// store_failed.
Result<void> check_store(const std::string& where);

// A daemon wants to be ready within 5 s of a crash. The check reads pages in the order of the indexes: it
// takes 9 ms of processor time a MiB, and from a busy disk 120 ms.
inline constexpr std::uintmax_t max_checked_bytes = std::uintmax_t{32} * 1024 * 1024;

}  // namespace quorate
