#include "crawler/watch/schedule.hpp"

#include "tests/show.hpp"

#include <array>

namespace quorate {
namespace {

constexpr UnixTime now = 1'800'000'000;
constexpr UnixTime minute = 60;
constexpr UnixTime hour = 60 * minute;
constexpr UnixTime day = 24 * hour;
constexpr std::uint32_t middle = 0x8000'0000;
constexpr std::uint32_t most = 0xffff'ffff;

ScheduleRules shipped_rules() { return schedule_rules(WatchPace()); }

AccountSchedule steady() {
  AccountSchedule times;
  times.last_check = now - day;
  times.last_change = now - 10 * day;
  times.next_check = now;
  return times;
}

AccountSchedule after(const AccountSchedule& before, const AccountLook& look, std::uint32_t random = middle) {
  return next_times(before, look, now, shipped_rules(), random);
}

AccountSchedule after_failures(std::uint32_t failures, std::uint32_t random = 0) {
  AccountSchedule times = steady();
  times.failures = failures - 1;
  return after(times, {Glimpse::unseen, Changed::no, {}}, random);
}

}  // namespace

TEST_CASE("schedule: what is seen and stands is looked at once a day, a tenth up or down") {
  CHECK(after(steady(), {}, middle).next_check == now + day);
  CHECK(after(steady(), {}, 0).next_check == now + day - day / 10);
  CHECK(after(steady(), {}, most).next_check == now + day + day / 10);
}

TEST_CASE("schedule: a change, and a new account, are followed more closely for three days") {
  const AccountSchedule changed = after(steady(), {Glimpse::seen, Changed::yes, {}});
  CHECK(changed.last_change == now);
  CHECK(changed.next_check == now + 6 * hour);
  CHECK(next_times(changed, {}, now + 2 * day, shipped_rules(), middle).next_check ==
        now + 2 * day + 6 * hour);
  CHECK(next_times(changed, {}, now + 3 * day, shipped_rules(), middle).next_check == now + 4 * day);
  CHECK(after(AccountSchedule{}, {}).next_check == now + 6 * hour);
}

TEST_CASE("schedule: what has been quiet for long may be looked at less often") {
  ScheduleRules rules = shipped_rules();
  rules.quiet_period = 2 * day;
  AccountSchedule times = steady();
  CHECK(next_times(times, {}, now, rules, middle).next_check == now + day);
  times.last_change = now - 90 * day;
  CHECK(next_times(times, {}, now, rules, middle).next_check == now + 2 * day);
}

TEST_CASE("schedule: failures are retried soon, then ever later, then once a week") {
  struct Row {
    std::uint32_t failures;
    UnixTime wait;
  };
  for (const Row& row : std::array<Row, 10>{{{1, 15 * minute},
                                             {2, 30 * minute},
                                             {3, hour},
                                             {4, 2 * hour},
                                             {5, 4 * hour},
                                             {7, 16 * hour},
                                             {8, day},
                                             {20, day},
                                             {21, 7 * day},
                                             {500, 7 * day}}}) {
    INFO(row.failures);
    CHECK(after_failures(row.failures, 0).next_check == now + row.wait);
    CHECK(after_failures(row.failures, most).next_check >= now + row.wait / 2 - 1);
    CHECK(after_failures(row.failures, most).next_check < now + row.wait);
  }
  CHECK(after(after_failures(21), {}).failures == 0);
  CHECK(after(after_failures(21), {Glimpse::no_use, Changed::no, {}}).next_check == now + day);
}

TEST_CASE("schedule: Retry-After is kept to, up to a day") {
  const auto held = [](UnixTime until) { return after(steady(), {Glimpse::unseen, Changed::no, until}); };
  CHECK(held(now + 5 * hour).held_until == now + 5 * hour);
  CHECK(held(now + 5 * hour).next_check >= now + 5 * hour);
  CHECK(held(now + 5 * hour).next_check <= now + 5 * hour + 10 * minute);
  CHECK(held(now + 400 * day).held_until == now + day);
  CHECK(held(now - 1).held_until == 0);
  CHECK(asked(held(now + 5 * hour), now + 4 * hour) == Asked::no);
  CHECK(after(held(now + 5 * hour), {}).held_until == 0);
}

TEST_CASE("schedule: an account that could not be seen waits for its own time, all others are always asked") {
  CHECK(asked(steady(), now - 10 * hour) == Asked::yes);
  const AccountSchedule failed = after_failures(4);
  CHECK(asked(failed, now + hour) == Asked::no);
  CHECK(asked(failed, failed.next_check) == Asked::yes);
  CHECK(after(failed, {Glimpse::not_asked, Changed::no, {}}) == failed);
}

TEST_CASE("schedule: a contact is due with the first of its accounts, or just after the next moment") {
  const ScheduleRules rules = shipped_rules();
  std::array<AccountSchedule, 2> accounts = {after(steady(), {}), after_failures(3)};
  CHECK(next_look(accounts, {}, now, rules, middle) == now + hour);
  const std::array<UnixTime, 3> moments = {now - day, now + 20 * minute, now + 40 * minute};
  const UnixTime next = next_look(accounts, {false, moments}, now, rules, middle);
  CHECK(next > now + 20 * minute);
  CHECK(next <= now + 31 * minute);
  accounts[1] = accounts[0];
  CHECK(next_look(accounts, {}, now, rules, middle) == now + day);
  CHECK(next_look(accounts, {true, {}}, now, rules, middle) == now + 6 * hour);
  CHECK(next_look({}, {}, now, rules, middle) == now + day);
}

TEST_CASE("schedule: a contact is never due at once again") {
  std::array<AccountSchedule, 1> overdue = {steady()};
  overdue[0].next_check = now - day;
  CHECK(next_look(overdue, {}, now, shipped_rules(), middle) == now + minute);
}

TEST_CASE("schedule: many new contacts are spread, one comes at once") {
  const ScheduleRules rules = shipped_rules();
  CHECK(first_look(0, 1, now, rules) == now);
  CHECK(first_look(999, 1000, now, rules) == now + 999);
  CHECK(first_look(99'999, 100'000, now, rules) < now + 6 * hour + 1);
  CHECK(first_look(99'999, 100'000, now, rules) > now + 5 * hour);
}

TEST_CASE("schedule: what is overdue after a restart is made up for at four times the even pace") {
  const ScheduleRules rules = shipped_rules();
  CHECK(starts_per_second(10, rules) == 1.0);
  CHECK(starts_per_second(86'400, rules) == 4.0);
}

TEST_CASE("schedule: a plan made under a clock that was ahead is mended, all others stand") {
  const ScheduleRules rules = shipped_rules();
  CHECK_FALSE(mended(now - 400 * day, now, rules, middle));
  CHECK_FALSE(mended(now + longest_wait(rules), now, rules, middle));
  CHECK(mended(now + 1000 * day, now, rules, middle) == now + day / 2);
  AccountSchedule ahead = after_failures(21);
  ahead.next_check = now + 1000 * day;
  CHECK(after(ahead, {Glimpse::not_asked, Changed::no, {}}).next_check == now + day / 2);
  ahead.last_check = now + 990 * day;
  CHECK(asked(ahead, now) == Asked::yes);
  AccountSchedule held = steady();
  held.held_until = now + 1000 * day;
  CHECK(asked(held, now) == Asked::yes);
}

TEST_CASE("schedule: no step leads further away than the longest wait") {
  const ScheduleRules rules = shipped_rules();
  for (const std::uint32_t random : {0U, middle, most})
    for (const Glimpse glimpse : {Glimpse::seen, Glimpse::no_use, Glimpse::unseen})
      for (std::uint32_t failures = 0; failures < 30; ++failures)
        for (const UnixTime hold : {UnixTime{0}, now + hour, now + 100 * day}) {
          AccountSchedule times = steady();
          times.failures = failures;
          const auto next = after(times, {glimpse, Changed::no, hold}, random).next_check;
          CHECK(next > now);
          CHECK(next <= now + longest_wait(rules));
        }
}

}  // namespace quorate
