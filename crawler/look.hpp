// Looks at many accounts at once: plans, fetches, and has every answer examined as it comes.
#pragma once

#include "crawler/check.hpp"
#include "proofs/judge/finding.hpp"

#include <chrono>
#include <optional>
#include <vector>

namespace quorate {

// One finding for each request of each account, in the accounts' order; an account that cannot be looked at
// gets one finding that says why. At most limits.requests_in_flight requests wait for their turn at once.
// What has not answered when the `limit` on the time for all of them is over has timed out.
boost::asio::awaitable<std::vector<Finding>> look_at(
    const std::vector<Account>& accounts, Standing standing, const Workshop& workshop,
    std::optional<std::chrono::milliseconds> limit = std::nullopt);

}  // namespace quorate
