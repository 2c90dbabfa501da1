// Turns a list of account URIs in a YAML file into Accounts.
#pragma once

#include "config/yaml/reader.hpp"
#include "proofs/identity/account.hpp"

#include <string_view>
#include <vector>

namespace quorate {

// Only the canonical spelling is taken, so that nobody wonders which account a file means; the message offers
// it. Success: as many as the range says, each once. Errors: bad_config with the place.
Result<std::vector<Account>> read_accounts(const YamlNode& node, std::string_view what, Range range);

}  // namespace quorate
