// Turns services files (services.yaml) into entries: how to look at one kind of account.
#pragma once

#include "config/template/account_template.hpp"
#include "config/template/place_template.hpp"
#include "config/yaml/yaml.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

struct Service {
  std::string id;
  std::string name;         // for people
  std::string operated_by;  // id of an operator; empty: not known
  std::string kind;         // for people: "code forge"
  AccountTemplate account;
  std::vector<PlaceTemplate> places;
  std::vector<std::string> matching;  // examples of its accounts; the fixtures show the first
  std::vector<std::string> other;     // examples of what is none of its accounts
  YamlPlace place;                    // of the entry, for messages
};

struct Services {
  std::string version;  // of the services file, or of several: "2026-11-23 + 2026-12-01"
  std::vector<Service> entries;
};

// An entry that describes an account, and the account's fields.
struct ServiceMatch {
  const Service* service = nullptr;
  FieldValues values;
};

// Success: ids are unique; every entry has examples, and they match and do not match as they say; every
// request and every owner check can be filled in for every example. Errors: bad_config with the place.
Result<Services> load_services(std::string_view file, std::string_view bytes);

// The entries of both. Errors: bad_config where both have an entry of the same id.
Result<Services> join(Services first, const Services& second);

// All entries that describe the account, in their order. The result points into `services`.
std::vector<ServiceMatch> matching_services(const Account& account, const Services& services);

}  // namespace quorate
