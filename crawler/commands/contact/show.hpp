// Shows contacts of a store: the list, one of them, and what waits to be accepted.
#pragma once

#include "crawler/commands/run.hpp"
#include "crawler/store/store_reader.hpp"

namespace quorate {

Result<void> list_contacts(const ContactCommand& command, StoreReader& store, const Surroundings& around);
Result<void> show_contact(const ContactCommand& command, StoreReader& store, const ContactState& state,
                          const Surroundings& around);
// The change that waits, line by line.
void show_pending(const ContactState& state, const Surroundings& around);

}  // namespace quorate
