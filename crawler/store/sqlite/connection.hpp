// Opens an SQLite database as an SqlConnection.
#pragma once

#include "crawler/store/sql/connection.hpp"
#include "crawler/store/store_role.hpp"

#include <filesystem>
#include <memory>

namespace quorate {

enum class SqliteUse {
  write,  // creates the file (mode 0600) where there is none
  read,   // the file must be there; nothing is ever written
};

enum class SqliteCheck { whole, none };

struct SqliteSettings {
  SqliteUse use = SqliteUse::read;
  SqliteCheck check = SqliteCheck::none;  // reads the whole file first, and refuses a damaged one
  const char* vfs = nullptr;              // SQLite's way to the file system; null: its own
  StoreOpening opening = {};
};

// Every write transaction and every checkpoint holds the lock FILE.lock, so that no two connections, in
// whichever processes, ever write or checkpoint at the same time: SQLite before 3.51.3 can damage a database
// of which one connection checkpoints while another writes. For the same reason no other program may write to
// it. A watcher holds the lock FILE.watch.lock as well, for as long as the
// connection lives. WAL, synchronous=FULL, no memory mapping; the WAL is written back at `checkpoint_pages`.
// Errors: store_failed.
Result<std::unique_ptr<SqlConnection>> open_sqlite(const std::filesystem::path& file,
                                                   const SqliteSettings& settings);

}  // namespace quorate
