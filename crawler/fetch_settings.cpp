#include "crawler/fetch_settings.hpp"

#include "crawler/version.hpp"

namespace quorate {

Result<FetchSettings> fetch_settings(const CheckCommand& command, const Tables& tables) {
  FetchSettings settings;
  settings.limits = fetch_limits(tables.limits);
  for (const std::string& text : tables.settings.allow_addresses) {
    const auto range = parse_range(text);
    if (!range) return Error{Code::bad_config, "allow_addresses: " + range.error().detail};
    settings.allowed.push_back(*range);
  }
  settings.extra_anchor_file = tables.settings.trust_anchor;
  if (!command.ca_file.empty()) settings.ca_file = command.ca_file;
  if (!command.connect_to.empty()) {
    const auto endpoint = parse_endpoint(command.connect_to);
    if (!endpoint) return Error{Code::bad_argument, "--connect-to: " + endpoint.error().detail};
    settings.connect_to = *endpoint;
  }
  if (!command.resolver.empty()) {
    const auto endpoint = parse_endpoint(command.resolver);
    if (!endpoint) return Error{Code::bad_argument, "--resolver: " + endpoint.error().detail};
    settings.resolver = *endpoint;
  }
  settings.user_agent = "quorate/" + std::string(program_version());
  if (tables.settings.contact) settings.user_agent += " (+" + *tables.settings.contact + ")";
  return settings;
}

}  // namespace quorate
