#include "crawler/manners/http_date.hpp"

#include "tests/show.hpp"

#include <string>

namespace quorate {
namespace {
constexpr UnixTime now = 1'795'000'000;        // 2026-11
constexpr UnixTime in_rfc_9110 = 784'111'777;  // the example of its section 5.6.7
}  // namespace

TEST_CASE("HTTP-date: all three forms, give the same time") {
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT", now) == in_rfc_9110);
  CHECK(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT", now) == in_rfc_9110);
  CHECK(parse_http_date("Sun Nov  6 08:49:37 1994", now) == in_rfc_9110);
  CHECK(parse_http_date("Wed Nov 16 08:49:37 1994", now) == in_rfc_9110 + 10 * 86'400);
}

TEST_CASE("HTTP-date: a year with two digits, lies at most 50 years ahead") {
  CHECK(parse_http_date("Sunday, 01-Nov-76 00:00:00 GMT", now) > now);
  CHECK(parse_http_date("Sunday, 01-Dec-76 00:00:00 GMT", now) < now);
  CHECK(parse_http_date("Saturday, 01-Jan-00 00:00:00 GMT", now) == 946'684'800);
}

TEST_CASE("HTTP-date: anything else, is none") {
  const std::string good = "Sun, 06 Nov 1994 08:49:37 GMT";
  for (const std::string text :
       {"", "Sun", "sun, 06 Nov 1994 08:49:37 GMT", "Sun, 6 Nov 1994 08:49:37 GMT",
        "Sun, 06 nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:37", "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, 06 Nov 1994 08:49:37 GMT ", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
        "Sun, 06 Nov 1994 08:60:37 GMT", "Sun, 06 Nov 94 08:49:37 GMT", "Sun, 06-Nov-94 08:49:37 GMT",
        "Sunday, 06 Nov 1994 08:49:37 GMT", "Sun Nov 6 08:49:37 1994", "Sun, 06 Nov -994 08:49:37 GMT",
        "1994-11-06T08:49:37Z"}) {
    INFO(text);
    CHECK_FALSE(parse_http_date(text, now));
  }
  for (std::size_t size = 0; size < good.size(); ++size)
    CHECK_FALSE(parse_http_date(good.substr(0, size), now));
}

}  // namespace quorate
