// Turns the targets of a command line into contacts: files each for itself, accounts and domains together.
#pragma once

#include "config/contact.hpp"
#include "crawler/command_line.hpp"

#include <vector>

namespace quorate {

// Contacts with their policy files read and --key and --policy applied. A target with a scheme or without a
// slash and an existing file of that name is read as the grammar of the README says. Errors: bad_argument,
// bad_config, file_failed.
Result<std::vector<Contact>> read_contacts(const CheckCommand& command);

}  // namespace quorate
