#include "proofs/report/layout/time.hpp"

#include <algorithm>
#include <charconv>

namespace quorate {
namespace {

constexpr std::int64_t seconds_of_minute = 60;
constexpr std::int64_t seconds_of_hour = 60 * seconds_of_minute;
constexpr std::int64_t seconds_of_day = 24 * seconds_of_hour;
constexpr std::int64_t first_second = -62167219200;  // 0000-01-01T00:00:00Z
constexpr std::int64_t last_second = 253402300799;   // 9999-12-31T23:59:59Z
// SPEC: statement.md section 1, the same bounds as for iat and exp: below stand dates without hyphens, above
// milliseconds.
constexpr std::int64_t least_seconds = 1'000'000'000;
constexpr std::int64_t too_many_seconds = 100'000'000'000;

struct Date {
  std::int64_t year = 0;
  std::int64_t month = 1;
  std::int64_t day = 1;
};

bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::int64_t days_of_month(std::int64_t year, std::int64_t month) {
  if (month == 2) return is_leap(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

// Days from 0000-01-01 to the first day of `year` (Gregorian, year >= 0): the year 0 is a leap year.
std::int64_t days_before_year(std::int64_t year) {
  if (year == 0) return 0;
  const std::int64_t last = year - 1;
  return year * 365 + last / 4 - last / 100 + last / 400 + 1;
}

std::int64_t days_before_date(const Date& date) {
  std::int64_t days = days_before_year(date.year) + date.day - 1;
  for (std::int64_t month = 1; month < date.month; ++month) days += days_of_month(date.year, month);
  return days;
}

// `days` since 0000-01-01.
Date date_of(std::int64_t days) {
  Date date;
  date.year = days / 366;  // never too late
  while (days_before_year(date.year + 1) <= days) ++date.year;
  days -= days_before_year(date.year);
  while (days >= days_of_month(date.year, date.month)) days -= days_of_month(date.year, date.month++);
  date.day = days + 1;
  return date;
}

std::string digits(std::int64_t number, std::size_t width) {
  const std::string text = std::to_string(number);
  return std::string(width - std::min(width, text.size()), '0') + text;
}

Error bad_time(std::string_view why) {
  return {Code::bad_argument,
          "time: " + std::string(why) + " (wanted: 2026-09-21T14:13:20Z or unix seconds)"};
}

// Takes exactly `count` digits, or one expected character, from the front of what is left.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::optional<std::int64_t> number(std::size_t count) {
    if (text_.size() < count) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : text_.substr(0, count)) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    text_.remove_prefix(count);
    return value;
  }
  std::optional<char> one_of(std::string_view wanted) {
    if (text_.empty() || wanted.find(text_.front()) == wanted.npos) return std::nullopt;
    const char c = text_.front();
    text_.remove_prefix(1);
    return c;
  }
  std::size_t skip_digits() {
    const std::size_t count = std::min(text_.find_first_not_of("0123456789"), text_.size());
    text_.remove_prefix(count);
    return count;
  }
  std::string_view rest() const { return text_; }

 private:
  std::string_view text_;
};

// RFC 3339 section 5.6, time-offset: seconds to take away from the local time.
Result<std::int64_t> read_offset(Reader& reader) {
  if (reader.one_of("Zz")) return 0;
  const auto sign = reader.one_of("+-");
  if (!sign) return bad_time("\"Z\" or an offset is missing after the seconds");
  const auto hours = reader.number(2);
  const auto minutes = hours && reader.one_of(":") ? reader.number(2) : std::nullopt;
  if (!minutes) return bad_time("an offset is +HH:MM or -HH:MM");
  if (*hours > 23 || *minutes > 59) return bad_time("the offset is out of range");
  const std::int64_t seconds = *hours * seconds_of_hour + *minutes * seconds_of_minute;
  return *sign == '+' ? seconds : -seconds;
}

Result<std::int64_t> read_date(Reader& reader) {
  const auto year = reader.number(4);
  const auto month = year && reader.one_of("-") ? reader.number(2) : std::nullopt;
  const auto day = month && reader.one_of("-") ? reader.number(2) : std::nullopt;
  if (!day) return bad_time("this is no date");
  if (*month < 1 || *month > 12 || *day < 1 || *day > days_of_month(*year, *month))
    return bad_time("there is no such day");
  return days_before_date({*year, *month, *day}) * seconds_of_day;
}

Result<std::int64_t> read_time_of_day(Reader& reader) {
  const auto hour = reader.number(2);
  const auto minute = hour && reader.one_of(":") ? reader.number(2) : std::nullopt;
  const auto second = minute && reader.one_of(":") ? reader.number(2) : std::nullopt;
  if (!second) return bad_time("the time of day is HH:MM:SS");
  if (*second == 60) return bad_time("a leap second has no unix time");
  if (*hour > 23 || *minute > 59 || *second > 59) return bad_time("there is no such time of day");
  if (reader.one_of(".") && reader.skip_digits() == 0) return bad_time("digits are missing after the point");
  return *hour * seconds_of_hour + *minute * seconds_of_minute + *second;
}

Result<UnixTime> parse_rfc3339(std::string_view typed) {
  Reader reader(typed);
  const auto date = read_date(reader);
  if (!date) return date.error();
  if (!reader.one_of("Tt")) return bad_time("\"T\" and the time of day are missing after the date");
  const auto time_of_day = read_time_of_day(reader);
  if (!time_of_day) return time_of_day.error();
  const auto offset = read_offset(reader);
  if (!offset) return offset.error();
  if (!reader.rest().empty()) return bad_time("something stands after the time");
  const UnixTime time = first_second + *date + *time_of_day - *offset;
  if (time < first_second || time > last_second) return bad_time("outside the years 0000 to 9999");
  return time;
}

Result<UnixTime> parse_unix_seconds(std::string_view typed) {
  std::int64_t seconds = 0;
  const auto [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), seconds);
  if (error != std::errc() || end != typed.data() + typed.size()) return bad_time("the number is too large");
  if (seconds < least_seconds) return bad_time("the number is too small for unix seconds");
  if (seconds >= too_many_seconds)
    return bad_time("the number is too large for seconds: is it milliseconds?");
  return seconds;
}

}  // namespace

std::optional<std::string> write_date(UnixTime time) {
  if (time < first_second || time > last_second) return std::nullopt;
  const Date date = date_of((time - first_second) / seconds_of_day);
  return digits(date.year, 4) + "-" + digits(date.month, 2) + "-" + digits(date.day, 2);
}

std::optional<std::string> write_time(UnixTime time) {
  const auto date = write_date(time);
  if (!date) return std::nullopt;
  const std::int64_t rest = (time - first_second) % seconds_of_day;
  return *date + "T" + digits(rest / seconds_of_hour, 2) + ":" +
         digits(rest % seconds_of_hour / seconds_of_minute, 2) + ":" + digits(rest % seconds_of_minute, 2) +
         "Z";
}

Result<UnixTime> parse_time(std::string_view typed) {
  if (typed.empty()) return bad_time("nothing was given");
  const bool digits_only = typed.find_first_not_of("0123456789") == typed.npos;
  return digits_only ? parse_unix_seconds(typed) : parse_rfc3339(typed);
}

}  // namespace quorate
