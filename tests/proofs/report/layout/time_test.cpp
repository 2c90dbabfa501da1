#include "proofs/report/layout/time.hpp"

#include "tests/show.hpp"

#include <limits>

namespace quorate {

TEST_CASE("write time: known moments, as everybody writes them") {
  CHECK(write_time(0) == "1970-01-01T00:00:00Z");
  CHECK(write_time(951782399) == "2000-02-28T23:59:59Z");
  CHECK(write_time(951782400) == "2000-02-29T00:00:00Z");
  CHECK(write_time(1790000000) == "2026-09-21T14:13:20Z");
  CHECK(write_time(4107542400) == "2100-03-01T00:00:00Z");
  CHECK(write_time(-1) == "1969-12-31T23:59:59Z");
  CHECK(write_date(1790000000) == "2026-09-21");
}

TEST_CASE("write time: the first and the last second that RFC 3339 has, and those beyond") {
  CHECK(write_time(-62167219200) == "0000-01-01T00:00:00Z");
  CHECK(write_time(253402300799) == "9999-12-31T23:59:59Z");
  for (const UnixTime time : {UnixTime{-62167219201}, UnixTime{253402300800},
                              std::numeric_limits<UnixTime>::min(), std::numeric_limits<UnixTime>::max()}) {
    CHECK_FALSE(write_time(time));
    CHECK_FALSE(write_date(time));
  }
}

TEST_CASE("parse time: what was written, every day of 400 years and more, comes back") {
  constexpr UnixTime day = 86400;
  std::string before;
  for (UnixTime time = -62167219200; time <= 253402300799; time += 97 * day + 3661) {
    const auto text = write_time(time);
    REQUIRE(text);
    const auto parsed = parse_time(*text);
    REQUIRE(parsed);
    REQUIRE(*parsed == time);
    REQUIRE(before < *text);
    before = *text;
  }
  for (UnixTime time = 946684800; time < 946684800 + 400 * 366 * day; time += day) {
    const auto text = write_time(time);
    REQUIRE(*parse_time(*text) == time);
    REQUIRE(before != *text);
  }
}

TEST_CASE("parse time: offsets, fractions, small letters, as RFC 3339 has them") {
  CHECK(*parse_time("2026-09-21T14:13:20Z") == 1790000000);
  CHECK(*parse_time("2026-09-21t14:13:20z") == 1790000000);
  CHECK(*parse_time("2026-09-21T16:13:20+02:00") == 1790000000);
  CHECK(*parse_time("2026-09-21T04:43:20-09:30") == 1790000000);
  CHECK(*parse_time("2026-09-21T14:13:20-00:00") == 1790000000);
  CHECK(*parse_time("2026-09-21T14:13:20.999Z") == 1790000000);
  CHECK(*parse_time("2024-02-29T00:00:00Z") == 1709164800);
  CHECK(*parse_time("2000-02-29T00:00:00Z") == 951782400);
}

TEST_CASE("parse time: unix seconds, between the bounds of a statement's times") {
  CHECK(*parse_time("1795000000") == 1795000000);
  CHECK(*parse_time("1000000000") == 1000000000);
  CHECK(*parse_time("99999999999") == 99999999999);
  CHECK_FALSE(parse_time("999999999"));
  CHECK_FALSE(parse_time("20260921"));
  CHECK_FALSE(parse_time("100000000000"));
  CHECK_FALSE(parse_time("99999999999999999999999999"));
  CHECK(parse_time("1795000000000").error().detail.find("milliseconds") != std::string::npos);
}

TEST_CASE("parse time: no such moment, refused") {
  for (const std::string_view typed :
       {"2025-02-29T00:00:00Z", "2100-02-29T00:00:00Z", "2026-02-30T00:00:00Z", "2026-04-31T00:00:00Z",
        "2026-00-10T00:00:00Z", "2026-13-10T00:00:00Z", "2026-01-00T00:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z", "2016-12-31T23:59:60Z", "2026-01-01T00:00:61Z", "2026-01-01T00:00:00+24:00",
        "2026-01-01T00:00:00+00:60", "0000-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"}) {
    INFO(typed);
    const auto parsed = parse_time(typed);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == Code::bad_argument);
  }
}

TEST_CASE("parse time: malformed, truncated, too long, refused") {
  const std::string whole = "2026-09-21T14:13:20.5+02:00";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    INFO(whole.substr(0, size));
    CHECK_FALSE(parse_time(whole.substr(0, size)));
  }
  REQUIRE(parse_time(whole));
  for (const std::string_view typed :
       {" 2026-09-21T14:13:20Z", "2026-09-21T14:13:20Z ", "2026-09-21 14:13:20Z", "2026-09-21T14:13:20",
        "now", "2026-9-21T14:13:20Z", "26-09-21T14:13:20Z", "+2026-09-21T14:13:20Z", "2026-09-21T14:13:20.Z",
        "2026-09-21T14:13:20+0200", "2026-09-21T14:13:20+2:00", "2026-09-21T14:13:20ZZ",
        "2026/09/21T14:13:20Z", "-1795000000", "+1795000000", "1795000000s", "1.795e9", "0x6afd3a40",
        "2026-09-21T-1:13:20Z"}) {
    INFO(typed);
    CHECK_FALSE(parse_time(typed));
  }
  CHECK_FALSE(parse_time(std::string(100000, '1')));
  CHECK_FALSE(parse_time(std::string("2026-09-21T14:13:20Z\0", 21)));
}

}  // namespace quorate
