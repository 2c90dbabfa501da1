#include "crawler/manners/http_date.hpp"

#include "proofs/report/layout/time.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace quorate {
namespace {

constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr std::array<std::string_view, 7> days = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                  "Friday", "Saturday", "Sunday"};
constexpr std::size_t short_name = 3;

// Reads the text from its front; each step fails for good when something else stands there.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  void skip(std::string_view expected) {
    if (!rest_.starts_with(expected)) return fail();
    rest_.remove_prefix(expected.size());
  }
  // `count` digits, as they stand there.
  std::string digits(std::size_t count) {
    const std::string_view piece = rest_.substr(0, count);
    const bool good = piece.size() == count &&
                      std::all_of(piece.begin(), piece.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!good) {
      fail();
      return std::string(count, '0');
    }
    rest_.remove_prefix(count);
    return std::string(piece);
  }
  // " 6" or "06".
  std::string padded_day() {
    if (!rest_.starts_with(' ')) return digits(2);
    skip(" ");
    return "0" + digits(1);
  }
  std::string month() {
    const auto found = std::find(months.begin(), months.end(), rest_.substr(0, short_name));
    if (found == months.end()) {
      fail();
      return "01";
    }
    rest_.remove_prefix(short_name);
    const auto number = found - months.begin() + 1;
    return (number < 10 ? "0" : "") + std::to_string(number);
  }
  enum class DayName { whole, shortened };
  void day_name(DayName form) {
    for (const std::string_view day : days) {
      const std::string_view name = form == DayName::whole ? day : day.substr(0, short_name);
      if (rest_.starts_with(name)) return rest_.remove_prefix(name.size());
    }
    fail();
  }
  std::string clock() {
    std::string time = digits(2);
    skip(":");
    time += ":" + digits(2);
    skip(":");
    return time + ":" + digits(2);
  }
  bool at_good_end() const { return good_ && rest_.empty(); }

 private:
  void fail() {
    good_ = false;
    rest_ = {};
  }
  std::string_view rest_;
  bool good_ = true;
};

std::optional<UnixTime> moment(const Cursor& cursor, const std::string& date, const std::string& clock) {
  if (!cursor.at_good_end()) return std::nullopt;
  const auto time = parse_time(date + "T" + clock + "Z");
  if (!time) return std::nullopt;
  return *time;
}

// Sun, 06 Nov 1994 08:49:37 GMT
std::optional<UnixTime> parse_fixed(std::string_view text) {
  Cursor cursor(text);
  cursor.day_name(Cursor::DayName::shortened);
  cursor.skip(", ");
  const std::string day = cursor.digits(2);
  cursor.skip(" ");
  const std::string month = cursor.month();
  cursor.skip(" ");
  const std::string year = cursor.digits(4);
  cursor.skip(" ");
  const std::string clock = cursor.clock();
  cursor.skip(" GMT");
  return moment(cursor, year + "-" + month + "-" + day, clock);
}

// Sunday, 06-Nov-94 08:49:37 GMT
std::optional<UnixTime> parse_rfc850(std::string_view text, UnixTime now) {
  constexpr UnixTime fifty_years = std::int64_t{50} * 365 * 24 * 3600 + std::int64_t{12} * 24 * 3600;
  Cursor cursor(text);
  cursor.day_name(Cursor::DayName::whole);
  cursor.skip(", ");
  const std::string day = cursor.digits(2);
  cursor.skip("-");
  const std::string month = cursor.month();
  cursor.skip("-");
  const std::string year = cursor.digits(2);
  cursor.skip(" ");
  const std::string clock = cursor.clock();
  cursor.skip(" GMT");
  const std::string rest = year + "-" + month + "-" + day;
  std::optional<UnixTime> latest;
  for (const std::string century : {"19", "20", "21"}) {
    const auto time = moment(cursor, century + rest, clock);
    if (time && *time <= now + fifty_years) latest = time;
  }
  return latest;
}

// Sun Nov  6 08:49:37 1994
std::optional<UnixTime> parse_asctime(std::string_view text) {
  Cursor cursor(text);
  cursor.day_name(Cursor::DayName::shortened);
  cursor.skip(" ");
  const std::string month = cursor.month();
  cursor.skip(" ");
  const std::string day = cursor.padded_day();
  cursor.skip(" ");
  const std::string clock = cursor.clock();
  cursor.skip(" ");
  const std::string year = cursor.digits(4);
  return moment(cursor, year + "-" + month + "-" + day, clock);
}

}  // namespace

std::optional<UnixTime> parse_http_date(std::string_view text, UnixTime now) {
  if (const auto time = parse_fixed(text)) return time;
  if (const auto time = parse_rfc850(text, now)) return time;
  return parse_asctime(text);
}

}  // namespace quorate
