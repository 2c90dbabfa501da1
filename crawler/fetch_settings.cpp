#include "crawler/fetch_settings.hpp"

#include "crawler/files.hpp"
#include "crawler/version.hpp"

namespace quorate {
namespace {
constexpr std::size_t max_authorities_bytes = std::size_t{4} * 1024 * 1024;  // the system's bundle is 220 KB
}  // namespace

Result<FetchSettings> fetch_settings(const CheckCommand& command, const Tables& tables) {
  FetchSettings settings;
  settings.limits = fetch_limits(tables.limits);
  for (const std::string& text : tables.settings.allow_addresses) {
    const auto range = parse_range(text);
    if (!range) return Error{Code::bad_config, "allow_addresses: " + range.error().detail};
    settings.allowed.push_back(*range);
  }
  settings.extra_anchor_file = tables.settings.trust_anchor;
  if (!command.ca_file.empty()) {
    const auto bytes = read_file(command.ca_file, max_authorities_bytes);
    if (!bytes) return Error{Code::bad_argument, "--ca-file: " + bytes.error().detail};
    if (bytes->find("-----BEGIN CERTIFICATE-----") == std::string::npos)
      return Error{Code::bad_argument, "--ca-file: " + command.ca_file + ": holds no certificate in PEM"};
    settings.ca_file = command.ca_file;
  }
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
