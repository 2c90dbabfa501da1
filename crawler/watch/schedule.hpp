// Decides when an account, and with it its contact, is looked at next: step functions without clock or
// chance.
#pragma once

#include "config/watch.hpp"
#include "crawler/store/contact_record.hpp"
#include "proofs/verdict.hpp"

#include <cstdint>
#include <optional>
#include <span>

namespace quorate {

// All times in seconds.
struct ScheduleRules {
  UnixTime period = 0;        // between two looks, where nothing else is said
  UnixTime fresh_period = 0;  // ... after a change, for as long as `fresh`, and while something waits
  UnixTime fresh = 0;
  UnixTime quiet_period = 0;  // ... where nothing has changed for as long as `quiet`
  UnixTime quiet = 0;
  UnixTime first_retry =
      0;  // after a look that could not look; doubled for each that follows, up to a period
  std::uint32_t slow_failures = 0;      // after so many in a row the account is as good as dead ...
  UnixTime slow_period = 0;             // ... and asked so seldom
  std::uint32_t catch_up = 0;           // what is overdue is made up for at so many times the even pace
  std::uint32_t starts_per_second = 0;  // ... or this one, where it is faster
};

ScheduleRules schedule_rules(const WatchPace& pace);

// What a look made of an account, for the schedule.
enum class Glimpse {
  seen,    // what is there, or that nothing is
  no_use,  // not seen, and asking sooner would not change that: robots.txt denies it, no service describes it
  unseen,  // could not be looked at
  not_asked,  // left alone this time, because it is not due
};
Glimpse glimpse_of(const Verdict& verdict);

enum class Changed { no, yes };

struct AccountLook {
  Glimpse glimpse = Glimpse::seen;
  Changed changed = Changed::no;       // another answer than the last one that could be seen
  std::optional<UnixTime> held_until;  // Retry-After
};

// `random`: any number, evenly distributed. The time that follows is never in the past, and never further
// away than `longest_wait`, unless the host wants that.
AccountSchedule next_times(const AccountSchedule& before, const AccountLook& look, UnixTime now,
                           const ScheduleRules& rules, std::uint32_t random);

// Whether a look at the contact asks this account too. One that could be seen the last time always is: a
// verdict is about one time. One that could not is left alone until its own time has come, for the answer is
// known.
enum class Asked { yes, no };
Asked asked(const AccountSchedule& times, UnixTime now);

// What beside its accounts decides about a contact.
struct ContactOutlook {
  bool waiting = false;  // for a person's decision, a rotation, or another key to stand long enough
  // Moments at which something happens by itself: a statement begins or ends to warn or to hold, a rotation
  // or another key has stood long enough. Those that have passed mean nothing.
  std::span<const UnixTime> moments;
};

// The contact's next look: when the first of its accounts is due, or just after the next moment.
UnixTime next_look(std::span<const AccountSchedule> accounts, const ContactOutlook& outlook, UnixTime now,
                   const ScheduleRules& rules, std::uint32_t random);

// The first look at number `index` of `count` contacts that were added together: one comes at once, many
// spread over a period.
UnixTime first_look(std::size_t index, std::size_t count, UnixTime now, const ScheduleRules& rules);

// No schedule made under a right clock waits longer.
UnixTime longest_wait(const ScheduleRules& rules);

// The clock was ahead when this was planned, or is behind now: when to look instead. Nothing where the plan
// can stand.
std::optional<UnixTime> mended(UnixTime next_check, UnixTime now, const ScheduleRules& rules,
                               std::uint32_t random);

// How many looks may begin in a second, of so many contacts: enough to make up for what is overdue, and no
// stampede after a restart or a jump of the clock, when all of them are.
double starts_per_second(std::size_t contacts, const ScheduleRules& rules);

}  // namespace quorate
