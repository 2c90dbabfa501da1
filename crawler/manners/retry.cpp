#include "crawler/manners/retry.hpp"

#include "crawler/manners/http_date.hpp"

#include <algorithm>
#include <limits>

namespace quorate {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds longest_retry_after = std::chrono::hours(24);
constexpr int too_many_requests = 429;
constexpr int service_unavailable = 503;

// Whether the world may soon answer otherwise, without anybody doing anything.
bool may_pass(const Observation& observation) {
  if (!observation.error) {
    const int status = observation.status;
    return status == too_many_requests || status == 500 || (status >= 502 && status <= 504);
  }
  switch (observation.error->code) {
    case Code::dns_failed:
    case Code::connect_failed:
    case Code::timed_out:
    case Code::transfer_failed:
      return true;
    default:
      return false;
  }
}

bool asks_for_less(const Observation& observation) {
  return !observation.error &&
         (observation.status == too_many_requests || observation.status == service_unavailable);
}

std::optional<milliseconds> wanted_pause(const Observation& observation, UnixTime now) {
  for (const auto& [name, value] : observation.headers)
    if (name == "retry-after") return read_retry_after(value, now);
  return std::nullopt;
}

}  // namespace

std::optional<milliseconds> read_retry_after(std::string_view value, UnixTime now) {
  constexpr std::size_t max_digits = 9;  // 31 years: no more is meant by anybody
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!value.empty() && std::all_of(value.begin(), value.end(), is_digit)) {
    if (value.size() > max_digits) return longest_retry_after;
    std::int64_t seconds = 0;
    for (const char c : value) seconds = seconds * 10 + (c - '0');
    return std::min<milliseconds>(std::chrono::seconds(seconds), longest_retry_after);
  }
  const auto date = parse_http_date(value, now);
  if (!date) return std::nullopt;
  const std::int64_t most = std::chrono::duration_cast<std::chrono::seconds>(longest_retry_after).count();
  return std::chrono::seconds(std::clamp<std::int64_t>(*date - now, 0, most));
}

milliseconds back_off(const RetryRules& rules, unsigned retry, std::uint32_t random) {
  constexpr unsigned enough_doublings = 20;  // of a millisecond: a quarter of an hour
  const std::int64_t doubled = rules.first.count() << std::min(retry, enough_doublings);
  const std::int64_t whole = std::min<std::int64_t>(doubled, rules.longest.count());
  const std::int64_t half = whole / 2;
  const double part = static_cast<double>(random) / std::numeric_limits<std::uint32_t>::max();
  return milliseconds(whole - half + static_cast<std::int64_t>(part * static_cast<double>(half)));
}

RetryStep retry_step(const RetryRules& rules, const Observation& observation, unsigned attempts, UnixTime now,
                     std::uint32_t random) {
  RetryStep step;
  if (!may_pass(observation)) return step;
  milliseconds wait = back_off(rules, attempts - 1, random);
  if (asks_for_less(observation)) {
    wait = std::max(wait, wanted_pause(observation, now).value_or(milliseconds(0)));
    step.hold = wait;
  }
  if (attempts <= rules.retries && wait <= rules.longest) step.again_in = wait;
  return step;
}

}  // namespace quorate
