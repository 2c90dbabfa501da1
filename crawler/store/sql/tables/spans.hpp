// The timelines in the database: spans of looks that gave an account, or a contact, the same.
#pragma once

#include "crawler/store/look_record.hpp"
#include "crawler/store/sql/connection.hpp"
#include "crawler/store/store_reader.hpp"

#include <span>

namespace quorate::sql {

// As the functions of StoreReader of the same names.
Result<std::vector<VerdictSpan>> timeline(SqlConnection& connection, ContactId id, std::string_view account,
                                          std::optional<UnixTime> before, std::size_t limit);
Result<std::vector<AnswerSpan>> answers(SqlConnection& connection, ContactId id,
                                        std::optional<UnixTime> before, std::size_t limit);

// Each lengthens the newest span, or begins another one.
Result<void> add_verdicts(SqlConnection& connection, ContactId id, UnixTime at,
                          std::span<const NewVerdict> verdicts);
Result<void> add_answer(SqlConnection& connection, ContactId id, UnixTime at, const NewAnswer& answer);

}  // namespace quorate::sql
