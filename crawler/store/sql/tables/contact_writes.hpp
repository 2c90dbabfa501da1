// Adds, changes and removes contacts in the database.
#pragma once

#include "crawler/store/look_record.hpp"
#include "crawler/store/sql/connection.hpp"
#include "crawler/store/store_reader.hpp"

#include <span>

namespace quorate::sql {

// As the functions of Store of the same names, within a transaction of the caller; what they are given has
// been found well formed.
Result<std::vector<ContactId>> add_contacts(SqlConnection& connection, std::span<const NewContact> contacts);
Result<Revision> change_contact(SqlConnection& connection, const ContactChange& change);
Result<void> remove_contact(SqlConnection& connection, ContactId id, UnixTime at,
                            std::span<const NewEvent> events);
Result<void> reschedule(SqlConnection& connection, std::span<const DueContact> contacts);

// As it stands in the database: that of no look is the empty text.
std::string stored_history(const History& history);

Result<void> put_pending(SqlConnection& connection, ContactId id, PendingStep step,
                         const std::optional<PendingChange>& pending);

}  // namespace quorate::sql
