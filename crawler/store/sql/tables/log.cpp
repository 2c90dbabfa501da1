#include "crawler/store/sql/tables/log.hpp"

#include "crawler/store/sql/row_reader.hpp"
#include "crawler/store/sql/tables/counters.hpp"
#include "crawler/store/sql/tables/paging.hpp"

#include <algorithm>

namespace quorate::sql {

namespace {

constexpr std::int64_t only_tail = 1;  // the number of the table's only row

Bytes bytes_of(const LogHash& hash) { return Bytes(hash.begin(), hash.end()); }

}  // namespace

Result<LogTail> read_tail(SqlConnection& connection) {
  const auto row =
      read_row(connection, "log_tail", "SELECT size, peaks FROM log_tail", {}, [](RowReader& read) {
        const std::uint64_t size = read.size();
        return std::pair(size, read.bytes());
      });
  if (!row) return row.error();
  if (!*row) return LogTail();
  const auto& [size, bytes] = **row;
  std::vector<LogHash> peaks(bytes.size() / sizeof(LogHash));
  for (std::size_t i = 0; i < peaks.size(); ++i)
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(i * sizeof(LogHash)), sizeof(LogHash),
                peaks[i].begin());
  auto tail = LogTail::from(size, std::move(peaks));
  if (!tail)
    return Error{Code::store_failed, connection.description() + ": the log's edge is damaged (" +
                                         tail.error().detail + "); restore the store from a backup"};
  return tail;
}

Result<void> write_tail(SqlConnection& connection, const LogTail& tail) {
  Bytes peaks;
  for (const LogHash& peak : tail.peaks()) peaks.insert(peaks.end(), peak.begin(), peak.end());
  return run_only(connection,
                  "INSERT INTO log_tail (id, size, peaks) VALUES ($1, $2, $3) "
                  "ON CONFLICT (id) DO UPDATE SET size = excluded.size, peaks = excluded.peaks",
                  {only_tail, static_cast<std::int64_t>(tail.size()), std::move(peaks)});
}

Result<void> append_leaf(SqlConnection& connection, LogTail& tail, const LogHash& leaf) {
  for (const LogNode& node : tail.append(leaf))
    if (auto done =
            run_only(connection, "INSERT INTO log_nodes (level, number, hash) VALUES ($1, $2, $3)",
                     {std::int64_t{node.level}, static_cast<std::int64_t>(node.index), bytes_of(node.hash)});
        !done)
      return done;
  return {};
}

Result<LogHead> log_head(SqlConnection& connection) {
  const auto tail = read_tail(connection);
  if (!tail) return tail.error();
  return tail->head();
}

Result<std::optional<LogHash>> log_node(SqlConnection& connection, unsigned level, std::uint64_t index) {
  return read_row(connection, "log_nodes", "SELECT hash FROM log_nodes WHERE level = $1 AND number = $2",
                  {std::int64_t{level}, static_cast<std::int64_t>(index)},
                  [](RowReader& row) { return row.hash(); });
}

Result<std::vector<KeptCheckpoint>> checkpoints(SqlConnection& connection, std::size_t limit) {
  return read_rows(connection, "checkpoints",
                   "SELECT size, root, at, note FROM checkpoints ORDER BY id DESC LIMIT $1",
                   {limit_value(limit)}, [](RowReader& row) {
                     KeptCheckpoint kept;
                     kept.head.size = row.size();
                     kept.head.root = row.hash();
                     kept.at = row.number();
                     kept.text = row.text();
                     return kept;
                   });
}

Result<void> keep_checkpoint(SqlConnection& connection, const KeptCheckpoint& checkpoint) {
  const auto id = next_number(connection, "checkpoints", 1);
  if (!id) return id.error();
  return run_only(connection,
                  "INSERT INTO checkpoints (id, size, root, at, note) VALUES ($1, $2, $3, $4, $5)",
                  {*id, static_cast<std::int64_t>(checkpoint.head.size), bytes_of(checkpoint.head.root),
                   checkpoint.at, checkpoint.text});
}

}  // namespace quorate::sql
