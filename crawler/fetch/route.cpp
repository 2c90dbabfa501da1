#include "crawler/fetch/route.hpp"

#include <algorithm>

namespace quorate {

void add_once(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

void add_once(std::vector<std::string>& names, const std::vector<std::string>& more) {
  for (const std::string& name : more) add_once(names, name);
}

Route joined(Route earlier, const Route& later) {
  add_once(earlier.aliases, later.aliases);
  add_once(earlier.addresses, later.addresses);
  add_once(earlier.name_servers, later.name_servers);
  earlier.issuer = later.issuer;
  return earlier;
}

}  // namespace quorate
