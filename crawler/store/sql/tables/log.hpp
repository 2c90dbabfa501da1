// The log's tree in the database: its nodes, its right edge, its kept heads.
#pragma once

#include "crawler/store/log_record.hpp"
#include "crawler/store/sql/connection.hpp"
#include "proofs/log/tail.hpp"

#include <optional>
#include <vector>

namespace quorate::sql {

// As the functions of StoreReader and Store of the same names.
Result<LogHead> log_head(SqlConnection& connection);
Result<std::optional<LogHash>> log_node(SqlConnection& connection, unsigned level, std::uint64_t index);
Result<std::vector<KeptCheckpoint>> checkpoints(SqlConnection& connection, std::size_t limit);
Result<void> keep_checkpoint(SqlConnection& connection, const KeptCheckpoint& checkpoint);

Result<LogTail> read_tail(SqlConnection& connection);
Result<void> write_tail(SqlConnection& connection, const LogTail& tail);
// Appends to `tail`, and writes the nodes that are whole now; write_tail() is due before the commit.
Result<void> append_leaf(SqlConnection& connection, LogTail& tail, const LogHash& leaf);

}  // namespace quorate::sql
