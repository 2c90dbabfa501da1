// Writes finished looks into the database.
#pragma once

#include "crawler/store/look_record.hpp"
#include "crawler/store/sql/connection.hpp"
#include "proofs/log/tail.hpp"

#include <vector>

namespace quorate::sql {

// Within a transaction of the caller, who writes `tail` before the commit. Appends the receipt, which says
// whether the look was refused (bad_argument, not_stored, changed_meanwhile): then nothing of it was written.
// An error ends the transaction.
Result<void> record_look(SqlConnection& connection, const LookRecord& look, LogTail& tail,
                         std::vector<Result<LookReceipt>>& receipts);

}  // namespace quorate::sql
