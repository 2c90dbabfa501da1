#include "crawler/store/sql/schedule_text.hpp"

#include "proofs/encoding/json.hpp"

#include <limits>

namespace quorate {

namespace {

constexpr std::size_t schedule_depth = 4;

json::Value number(std::int64_t value) { return json::Value::number(value); }

// The members that are numbers, each into its place; the first that is none or too large is told.
Result<void> read_numbers(const json::Value& from,
                          std::initializer_list<std::pair<std::string_view, std::int64_t*>> members) {
  for (const auto& [name, place] : members) {
    const json::Value* member = from.find(name);
    if (member == nullptr)
      return Error{Code::bad_config, "schedule: \"" + std::string(name) + "\" is missing"};
    const auto value = member->integer();
    if (!value) return value.error();
    *place = *value;
  }
  return {};
}

Result<std::uint32_t> small(std::int64_t value) {
  if (value < 0 || value > std::numeric_limits<std::uint32_t>::max())
    return Error{Code::bad_config, "schedule: a count is out of range"};
  return static_cast<std::uint32_t>(value);
}

Result<AccountSchedule> read_account(const json::Value& from) {
  const std::string* account = from.find_string("account");
  if (account == nullptr) return Error{Code::bad_config, "schedule: an account has no name"};
  AccountSchedule read{*account};
  std::int64_t failures = 0;
  if (auto done = read_numbers(from, {{"next", &read.next_check},
                                      {"last", &read.last_check},
                                      {"change", &read.last_change},
                                      {"failures", &failures},
                                      {"held", &read.held_until}});
      !done)
    return done.error();
  const auto count = small(failures);
  if (!count) return count.error();
  read.failures = *count;
  return read;
}

}  // namespace

std::string write_schedule(const Schedule& schedule) {
  json::Value accounts = json::Value::array();
  for (const AccountSchedule& account : schedule.accounts)
    accounts.add(json::Value::object({{"account", json::Value::string(account.account)},
                                      {"next", number(account.next_check)},
                                      {"last", number(account.last_check)},
                                      {"change", number(account.last_change)},
                                      {"failures", number(account.failures)},
                                      {"held", number(account.held_until)}}));
  return json::write(json::Value::object({{"next", number(schedule.next_check)},
                                          {"last", number(schedule.last_check)},
                                          {"failures", number(schedule.failures)},
                                          {"accounts", std::move(accounts)}}));
}

Result<Schedule> read_schedule(std::string_view text) {
  const auto parsed = json::parse(text, schedule_depth);
  if (!parsed) return parsed.error();
  Schedule schedule;
  std::int64_t failures = 0;
  if (auto done = read_numbers(
          *parsed, {{"next", &schedule.next_check}, {"last", &schedule.last_check}, {"failures", &failures}});
      !done)
    return done.error();
  const auto count = small(failures);
  if (!count) return count.error();
  schedule.failures = *count;
  const json::Value* accounts = parsed->find("accounts");
  if (accounts == nullptr) return Error{Code::bad_config, "schedule: \"accounts\" is missing"};
  for (const json::Value& item : accounts->items()) {
    auto account = read_account(item);
    if (!account) return account.error();
    schedule.accounts.push_back(std::move(*account));
  }
  return schedule;
}

}  // namespace quorate
