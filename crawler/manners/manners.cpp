#include "crawler/manners/manners.hpp"

#include "config/settings.hpp"

#include <chrono>

namespace quorate {
namespace {

// SPEC: RFC 9309 section 2.4: rules hold for a day. A host that could not be asked may be back in minutes.
constexpr RobotsLifetimes robots_lifetimes{std::chrono::hours(24), std::chrono::minutes(10)};

FrontierRules frontier_rules(Manners manners, const Limits& limits) {
  constexpr std::chrono::nanoseconds second = std::chrono::seconds(1);
  const bool in_haste = manners == Manners::check;
  FrontierRules rules;
  rules.domain.interval = std::chrono::milliseconds(limits.domain_interval_ms);
  rules.domain.burst = in_haste ? limits.check_burst : 1;
  rules.domain_in_flight = in_haste ? limits.requests_in_flight : limits.domain_connections;
  rules.all = {second / limits.requests_per_second, limits.requests_per_second};
  rules.in_flight = limits.requests_in_flight;
  // Every request that is let in may wait over each path, or for a robots.txt.
  rules.capacity = std::size_t{1 + max_vantages} * limits.contacts_in_flight * limits.requests_in_flight;
  rules.longest_hold = std::chrono::milliseconds(limits.longest_hold_ms);
  return rules;
}

}  // namespace

MannerRules manner_rules(Manners manners, const Limits& limits) {
  const bool in_haste = manners == Manners::check;
  MannerRules rules;
  rules.frontier = frontier_rules(manners, limits);
  rules.retry.retries = in_haste ? 0 : limits.retries;
  rules.retry.first = std::chrono::milliseconds(limits.retry_first_ms);
  rules.retry.longest = rules.frontier.longest_hold;
  rules.robots = in_haste ? RobotsUse::ignored : RobotsUse::obeyed;
  rules.robots_bytes = limits.robots_bytes;
  rules.robots_cache_bytes = limits.robots_cache_bytes;
  rules.redirects = limits.redirects;
  rules.robots_lifetimes = robots_lifetimes;
  return rules;
}

}  // namespace quorate
