#include "crawler/manners/retry.hpp"

#include "tests/show.hpp"

#include <limits>
#include <string>
#include <vector>

namespace quorate {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr UnixTime now = 784'111'777;  // Sun, 06 Nov 1994 08:49:37 GMT
constexpr std::uint32_t least = 0;
constexpr std::uint32_t most = std::numeric_limits<std::uint32_t>::max();
const RetryRules rules{2, milliseconds(1000), milliseconds(8000)};

Observation status(int code, const std::string& retry_after = "") {
  Observation observation;
  observation.status = code;
  if (!retry_after.empty()) observation.headers.emplace_back("retry-after", retry_after);
  return observation;
}

Observation failed(Code code) {
  Observation observation;
  observation.error = Error{code, ""};
  return observation;
}

long count(std::optional<milliseconds> time) { return time ? time->count() : -1; }

}  // namespace

TEST_CASE("Retry-After: seconds, as many; a date, what is left until then; nonsense, nothing") {
  struct Row {
    std::string value;
    long expected;  // ms; -1: nothing
  };
  for (const auto& [value, expected] : std::vector<Row>{{"0", 0},
                                                        {"120", 120'000},
                                                        {"0005", 5000},
                                                        {"86400", 86'400'000},
                                                        {"86401", 86'400'000},
                                                        {"999999999999999999999999", 86'400'000},
                                                        {"Sun, 06 Nov 1994 08:50:37 GMT", 60'000},
                                                        {"Sunday, 06-Nov-94 08:50:37 GMT", 60'000},
                                                        {"Sun Nov  6 08:50:37 1994", 60'000},
                                                        {"Sun, 06 Nov 1994 08:49:37 GMT", 0},
                                                        {"Sun, 06 Nov 1983 08:49:37 GMT", 0},
                                                        {"Sun, 06 Nov 2994 08:49:37 GMT", 86'400'000},
                                                        {"", -1},
                                                        {"-1", -1},
                                                        {"1.5", -1},
                                                        {"+3", -1},
                                                        {" 3", -1},
                                                        {"3, 4", -1},
                                                        {"soon", -1}}) {
    INFO(value);
    CHECK(count(read_retry_after(value, now)) == expected);
  }
}

TEST_CASE("back-off: doubles up to the longest, and lies between half of it and all") {
  struct Row {
    unsigned retry;
    long from;
    long to;
  };
  for (const auto& [retry, from, to] : std::vector<Row>{{0, 500, 1000},
                                                        {1, 1000, 2000},
                                                        {2, 2000, 4000},
                                                        {3, 4000, 8000},
                                                        {4, 4000, 8000},
                                                        {4'000'000'000, 4000, 8000}}) {
    INFO(retry);
    CHECK(back_off(rules, retry, least) == milliseconds(from));
    CHECK(back_off(rules, retry, most) == milliseconds(to));
    const milliseconds middle = back_off(rules, retry, most / 2);
    CHECK((middle > milliseconds(from) && middle < milliseconds(to)));
  }
}

TEST_CASE("retry: what may pass, is asked again; all else stands") {
  for (const int code : {429, 500, 502, 503, 504}) {
    INFO(code);
    CHECK(count(retry_step(rules, status(code), 1, now, most).again_in) == 1000);
  }
  for (const int code : {200, 301, 304, 400, 401, 403, 404, 410, 451, 501, 505}) {
    INFO(code);
    CHECK_FALSE(retry_step(rules, status(code), 1, now, most).again_in);
  }
  for (const Code code : {Code::dns_failed, Code::connect_failed, Code::timed_out, Code::transfer_failed}) {
    INFO(name(code));
    CHECK(count(retry_step(rules, failed(code), 1, now, most).again_in) == 1000);
  }
  for (const Code code : {Code::tls_failed, Code::over_limit, Code::address_refused, Code::redirect_refused,
                          Code::bad_uri, Code::robots_denied, Code::held_off}) {
    INFO(name(code));
    CHECK_FALSE(retry_step(rules, failed(code), 1, now, most).again_in);
  }
}

TEST_CASE("retry: as often as the rules say, each time later, and then no more") {
  CHECK(count(retry_step(rules, status(503), 1, now, most).again_in) == 1000);
  CHECK(count(retry_step(rules, status(503), 2, now, most).again_in) == 2000);
  CHECK(count(retry_step(rules, status(503), 3, now, most).again_in) == -1);
  CHECK(count(retry_step({0, rules.first, rules.longest}, status(503), 1, now, most).again_in) == -1);
}

TEST_CASE("retry: who asks for fewer requests, is left alone for as long, and at least for the back-off") {
  struct Row {
    int status;
    std::string retry_after;
    long hold;
    long again_in;
  };
  for (const auto& [code, retry_after, hold, again_in] : std::vector<Row>{{429, "", 1000, 1000},
                                                                          {503, "", 1000, 1000},
                                                                          {429, "0", 1000, 1000},
                                                                          {429, "5", 5000, 5000},
                                                                          {503, "8", 8000, 8000},
                                                                          {503, "9", 9000, -1},
                                                                          {429, "3600", 3'600'000, -1},
                                                                          {429, "99999999", 86'400'000, -1},
                                                                          {429, "soon", 1000, 1000},
                                                                          {500, "5", -1, 1000},
                                                                          {200, "5", -1, -1}}) {
    INFO(code << " " << retry_after);
    const RetryStep step = retry_step(rules, status(code, retry_after), 1, now, most);
    CHECK(count(step.hold) == hold);
    CHECK(count(step.again_in) == again_in);
  }
}

TEST_CASE("retry: no attempt is left, the domain is held all the same") {
  const RetryStep step = retry_step({0, rules.first, rules.longest}, status(429, "60"), 1, now, least);
  CHECK_FALSE(step.again_in);
  CHECK(count(step.hold) == 60'000);
}

}  // namespace quorate
