#include "crawler/store/open_store.hpp"

#include "crawler/store/log/check_edge.hpp"
#include "crawler/store/postgres/connection.hpp"
#include "crawler/store/sql/schema.hpp"
#include "crawler/store/sql/sql_store.hpp"
#include "crawler/store/sqlite/connection.hpp"

#include <filesystem>

namespace quorate {

namespace {

bool is_server(const std::string& where) {
  return where.starts_with("postgresql://") || where.starts_with("postgres://");
}

bool is_small(const std::string& file) {
  std::error_code failure;
  const auto size = std::filesystem::file_size(file, failure);
  return failure || size <= max_checked_bytes;
}

Result<std::unique_ptr<SqlConnection>> connect(const std::string& where, SqliteUse use, SqliteCheck check,
                                               const StoreOpening& opening = {}) {
  if (is_server(where)) return open_postgres(where, opening.role);
  SqliteSettings settings;
  settings.use = use;
  settings.check = check;
  settings.opening = opening;
  return open_sqlite(where, settings);
}

}  // namespace

Result<std::unique_ptr<Store>> open_store(const std::string& where, const StoreOpening& opening) {
  auto connection =
      connect(where, SqliteUse::write, is_small(where) ? SqliteCheck::whole : SqliteCheck::none, opening);
  if (!connection) return connection.error();
  if (auto ready = migrate(**connection); !ready) return ready.error();
  auto store = std::make_unique<SqlStore>(
      std::move(*connection), [where] { return connect(where, SqliteUse::read, SqliteCheck::none); });
  if (auto checked = check_log_edge(*store); !checked) return checked.error();
  return std::unique_ptr<Store>(std::move(store));
}

Result<std::unique_ptr<StoreReader>> open_store_reader(const std::string& where) {
  auto connection = connect(where, SqliteUse::read, SqliteCheck::none);
  if (!connection) return connection.error();
  if (auto checked = check_schema(**connection); !checked) return checked.error();
  return std::unique_ptr<StoreReader>(std::make_unique<SqlReader<StoreReader>>(std::move(*connection)));
}

Result<void> check_store(const std::string& where) {
  if (const auto connection = connect(where, SqliteUse::read, SqliteCheck::whole); !connection)
    return connection.error();
  return {};
}

}  // namespace quorate
