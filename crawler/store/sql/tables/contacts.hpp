// Reads contacts from the database.
#pragma once

#include "crawler/store/sql/connection.hpp"
#include "crawler/store/store_reader.hpp"

namespace quorate::sql {

// As the functions of StoreReader of the same names. What reads more than once wants a transaction around it.
Result<std::optional<ContactState>> contact(SqlConnection& connection, ContactId id);
Result<std::optional<ContactId>> find_contact(SqlConnection& connection, std::string_view name);
Result<std::vector<ContactSummary>> contacts(SqlConnection& connection, const ContactQuery& query);
Result<std::vector<DueContact>> due(SqlConnection& connection, UnixTime now, std::size_t limit);
Result<std::optional<UnixTime>> next_due(SqlConnection& connection);
Result<StoreCounts> counts(SqlConnection& connection);
Result<std::optional<std::string>> report(SqlConnection& connection, ContactId id);
Result<std::vector<Decision>> decisions(SqlConnection& connection, ContactId id, std::size_t limit);

// The name of a contact and its revision: what every write to it checks first.
struct ContactHead {
  std::string name;
  Revision revision = 0;
};
// Errors: not_stored, changed_meanwhile (where a revision is wanted and it is another one).
Result<ContactHead> contact_head(SqlConnection& connection, ContactId id, std::optional<Revision> wanted);

}  // namespace quorate::sql
