#include "crawler/watch/sinks/webhook_fetch.hpp"

#include "crawler/fetch_settings.hpp"

namespace quorate {
namespace {

// Addresses of this machine and of private networks.
std::vector<AddressRange> local_ranges() {
  std::vector<AddressRange> ranges;
  for (const char* text :
       {"127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7"})
    if (const auto range = parse_range(text)) ranges.push_back(*range);
  return ranges;
}

}  // namespace

Result<FetchSettings> webhook_fetch(const WebhookSettings& hook, const WatchSettings& watch,
                                    const Tables& tables) {
  WorldOptions options;
  options.resolver = watch.resolver.value_or("");
  Result<FetchSettings> fetch = fetch_settings(options, tables);
  if (!fetch) return fetch.error();
  fetch->ca_file = hook.ca_file;
  fetch->allowed.clear();
  if (hook.local == LocalTargets::allowed) {
    fetch->allowed = local_ranges();
    fetch->proxy.reset();
  }
  return fetch;
}

}  // namespace quorate
