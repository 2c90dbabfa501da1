// Says how a webhook's receiver is reached.
#pragma once

#include "config/watch.hpp"
#include "crawler/fetch/settings.hpp"
#include "crawler/tables.hpp"

namespace quorate {

// As pages are: the User-Agent, the limits and the proxy of the settings. Beside that, what the watch file
// says: the hook's authorities, its resolver and, where the hook allows local targets, the addresses of this
// machine and of private networks. Those lie on this side of a proxy, so that such a hook goes past it.
// `connect_to` and `allow_addresses` are for pages alone. Errors: those of fetch_settings().
Result<FetchSettings> webhook_fetch(const WebhookSettings& hook, const WatchSettings& watch,
                                    const Tables& tables);

}  // namespace quorate
