// Shows contacts of a store: the list, one of them, and what waits to be accepted.
#pragma once

#include "crawler/commands/run.hpp"
#include "crawler/store/store_reader.hpp"

namespace quorate {

// A contact's name as it stands in a line with other words: in quotation marks, with those within it escaped,
// where it holds anything but letters and digits of ASCII, spaces inside, and -_.@': a name must not read as
// a verdict.
std::string list_name(const std::string& name);

Result<void> list_contacts(const ContactCommand& command, StoreReader& store, const Surroundings& around);
Result<void> show_contact(const ContactCommand& command, StoreReader& store, const ContactState& state,
                          const Surroundings& around);
// The change that waits, line by line.
void show_pending(const ContactState& state, const Surroundings& around);

}  // namespace quorate
