#include "crawler/scan/policy.hpp"

#include <string_view>

namespace quorate {

ScoringRule scoring_rule(const Policy& policy) {
  return {policy.rule, required_uris(policy), max_age(policy)};
}

std::map<std::string, std::string, std::less<>> operators_of_services(const Services& services) {
  std::map<std::string, std::string, std::less<>> all;
  for (const Service& service : services.entries) all.emplace(service.id, service.operated_by);
  return all;
}

std::set<std::string, std::less<>> hosts_named(const Services& services) {
  std::set<std::string, std::less<>> hosts;
  for (const Service& service : services.entries) {
    const std::string_view shape = service.account.text();
    const std::size_t authority = shape.find("//");
    if (authority == shape.npos) continue;
    const std::string_view host = shape.substr(authority + 2, shape.find('/', authority + 2) - authority - 2);
    if (host.find('{') == host.npos) hosts.emplace(host);
  }
  return hosts;
}

}  // namespace quorate
