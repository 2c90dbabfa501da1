// Turns the targets of a command line into contacts: files each for itself, accounts and domains together.
#pragma once

#include "config/contact.hpp"
#include "crawler/command_line.hpp"

#include <vector>

namespace quorate {

// Contacts with their policy files read, --key and --policy applied, and policies that fit contact and
// tables. A target with a scheme or without a slash and an existing file of that name is read as the grammar
// of the README says. Errors: bad_argument, bad_config, file_failed.
Result<std::vector<Contact>> read_contacts(const CheckCommand& command, const Operators& operators);

// One contact file with its policy file. Errors: bad_config, file_failed.
Result<Contact> read_contact_file(const std::string& file);
Result<Policy> read_policy_file(const std::string& file);
// Whether every statement that the contact names holds. Errors: bad_config, with `file` as the place.
Result<void> check_statements(const Contact& contact, std::string_view file);
// Whether the contact's policy can be applied to it. Errors: bad_config with the place.
Result<void> check_policy(const Contact& contact, const Operators& operators);

}  // namespace quorate
