// Observations and bodies in the database.
#pragma once

#include "crawler/store/sql/connection.hpp"
#include "crawler/store/store_reader.hpp"
#include "proofs/log/tail.hpp"

#include <map>

namespace quorate::sql {

// As the functions of StoreReader of the same names.
Result<std::vector<ObservationRecord>> newest_observations(SqlConnection& connection, ContactId id);
Result<std::vector<ObservationRecord>> observations(SqlConnection& connection, ContactId id,
                                                    std::string_view account, std::optional<LogIndex> before,
                                                    std::size_t limit);
Result<std::vector<ObservationRecord>> log_entries(SqlConnection& connection, LogIndex from,
                                                   std::size_t limit);
Result<std::optional<std::string>> body(SqlConnection& connection, const BodyDigest& digest);

// The newest observation of each place of a contact.
using NewestByPlace = std::map<ObservedPlace, ObservationRecord>;
Result<NewestByPlace> newest_by_place(SqlConnection& connection, ContactId id);

enum class Observed { again, anew };

// Writes one answer: into the row of an equal one before it, or as a new observation, appended to `tail`.
// Where the answer has no body, `newest` must hold one before it.
Result<Observed> observe(SqlConnection& connection, ContactId contact, const NewObservation& seen,
                         NewestByPlace& newest, LogTail& tail);

}  // namespace quorate::sql
