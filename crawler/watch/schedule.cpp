#include "crawler/watch/schedule.hpp"

#include "proofs/history/rules.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr UnixTime hour_seconds = 3'600;
constexpr UnixTime minute_seconds = 60;
constexpr UnixTime longest_hold = 86'400;  // of one Retry-After: read_retry_after() gives no more
constexpr UnixTime after_moment = 600;     // so that those of many contacts do not come in one second
constexpr UnixTime jitter_share = 10;      // a tenth up or down: enough to drift apart within days

// Below `most`, which is some weeks at the most: the product fits.
UnixTime share(UnixTime most, std::uint32_t random) {
  return static_cast<UnixTime>((static_cast<std::uint64_t>(most) * random) >> 32U);
}

UnixTime around(UnixTime period, std::uint32_t random) {
  const UnixTime swing = period / jitter_share;
  return period - swing + share(2 * swing + 1, random);
}

// Half to all of it, as back_off() has it.
UnixTime up_to(UnixTime period, std::uint32_t random) { return period - share(period / 2 + 1, random); }

UnixTime period_of(const AccountSchedule& times, UnixTime now, const ScheduleRules& rules) {
  const UnixTime still = now - times.last_change;
  if (times.last_change > 0 && still < rules.fresh) return rules.fresh_period;
  return still >= rules.quiet ? rules.quiet_period : rules.period;
}

UnixTime retry_period(std::uint32_t failures, const ScheduleRules& rules) {
  if (failures >= rules.slow_failures) return rules.slow_period;
  UnixTime wait = rules.first_retry;
  for (std::uint32_t i = 1; i < failures && wait < rules.period; ++i) wait *= 2;
  return std::min(wait, rules.period);
}

}  // namespace

ScheduleRules schedule_rules(const WatchPace& pace) {
  ScheduleRules rules;
  rules.period = pace.hours * hour_seconds;
  rules.fresh_period = std::min<UnixTime>(pace.fresh_hours * hour_seconds, rules.period);
  rules.fresh = pace.fresh_days * day_seconds;
  rules.quiet_period = std::max<UnixTime>(pace.quiet_hours * hour_seconds, rules.period);
  rules.quiet = pace.quiet_days * day_seconds;
  rules.first_retry = std::min<UnixTime>(pace.retry_minutes * minute_seconds, rules.period);
  rules.slow_failures = pace.slow_failures;
  rules.slow_period = std::max<UnixTime>(pace.slow_hours * hour_seconds, rules.period);
  rules.catch_up = pace.catch_up;
  rules.starts_per_second = pace.starts_per_second;
  return rules;
}

Glimpse glimpse_of(const Verdict& verdict) {
  if (verdict.outcome != Outcome::unknown) return Glimpse::seen;
  switch (verdict.reason) {
    case Reason::no_statement:
    case Reason::no_service:
    case Reason::no_place:
    case Reason::openpgp_key_missing:
    case Reason::page_not_understood:
    case Reason::address_refused:
    case Reason::redirect_refused:
    case Reason::access_denied:
    case Reason::not_secure:
    case Reason::robots:
      return Glimpse::no_use;
    default:
      return Glimpse::unseen;
  }
}

AccountSchedule next_times(const AccountSchedule& before, const AccountLook& look, UnixTime now,
                           const ScheduleRules& rules, std::uint32_t random) {
  AccountSchedule after = before;
  if (look.glimpse == Glimpse::not_asked) {
    after.next_check = mended(before.next_check, now, rules, random).value_or(before.next_check);
    return after;
  }
  after.last_check = now;
  after.held_until = 0;
  if (look.glimpse == Glimpse::unseen) {
    if (after.failures < rules.slow_failures) ++after.failures;
    after.next_check = now + up_to(retry_period(after.failures, rules), random);
  } else {
    after.failures = 0;
    // A new account is watched like one that has just changed.
    if (look.changed == Changed::yes || after.last_change == 0 || after.last_change > now)
      after.last_change = now;
    after.next_check = now + around(period_of(after, now, rules), random);
  }
  if (look.held_until && *look.held_until > now) {
    after.held_until = std::min(*look.held_until, now + longest_hold);
    after.next_check = std::max(after.next_check, after.held_until + share(after_moment, random));
  }
  return after;
}

Asked asked(const AccountSchedule& times, UnixTime now) {
  // A hold that ends later than any can was written under another clock.
  if (times.held_until > now && times.held_until <= now + longest_hold) return Asked::no;
  if (times.failures == 0 || times.last_check > now) return Asked::yes;
  return times.next_check > now ? Asked::no : Asked::yes;
}

UnixTime next_look(std::span<const AccountSchedule> accounts, const ContactOutlook& outlook, UnixTime now,
                   const ScheduleRules& rules, std::uint32_t random) {
  UnixTime next = now + around(outlook.waiting ? rules.fresh_period : rules.quiet_period, random);
  for (const AccountSchedule& account : accounts) next = std::min(next, account.next_check);
  for (const UnixTime moment : outlook.moments)
    if (moment > now) next = std::min(next, moment + 1 + share(after_moment, random));
  return std::max(next, now + minute_seconds);
}

UnixTime first_look(std::size_t index, std::size_t count, UnixTime now, const ScheduleRules& rules) {
  if (count == 0) return now;
  const double needed = static_cast<double>(count) / starts_per_second(count, rules);
  const double window = std::min(static_cast<double>(rules.period), needed);
  return now + static_cast<UnixTime>(window * static_cast<double>(index) / static_cast<double>(count));
}

UnixTime longest_wait(const ScheduleRules& rules) {
  const UnixTime period = std::max({rules.period, rules.quiet_period, rules.slow_period});
  return period + period / jitter_share + longest_hold + after_moment;
}

std::optional<UnixTime> mended(UnixTime next_check, UnixTime now, const ScheduleRules& rules,
                               std::uint32_t random) {
  if (next_check <= now + longest_wait(rules)) return std::nullopt;
  return now + share(rules.period, random);
}

double starts_per_second(std::size_t contacts, const ScheduleRules& rules) {
  const double even =
      static_cast<double>(contacts) / static_cast<double>(std::max<UnixTime>(rules.period, 1));
  return std::max(static_cast<double>(rules.starts_per_second), even * rules.catch_up);
}

}  // namespace quorate
