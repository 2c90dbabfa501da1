#include "crawler/fetch/intake.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

using Step = Intake::Step;
constexpr IntakeLimits limits{
    .header_bytes = 200, .header_lines = 6, .body_bytes = 1000, .decode_ratio = 10, .decode_ratio_from = 100};

// Feeds the lines, each with its line ending, and says whether all were taken.
bool feed(Intake& intake, std::initializer_list<std::string_view> lines) {
  for (const std::string_view line : lines)
    if (intake.header(std::string(line) + "\r\n") == Step::stop) return false;
  return true;
}

Observation result(Intake& intake) {
  Observation observation;
  intake.move_into(observation);
  return observation;
}

}  // namespace

TEST_CASE("intake: an answer, names in lower case and in order") {
  Intake intake(limits);
  CHECK(feed(intake, {"HTTP/1.1 200 OK", "X-B:  two words \t", "x-A:", "X-b: 2", ""}));
  CHECK(intake.body("ab", 2) == Step::go_on);
  CHECK(intake.body("c", 3) == Step::go_on);
  CHECK(intake.finish(3) == Step::go_on);
  const Observation seen = result(intake);
  CHECK(seen.status == 200);
  CHECK(seen.body == "abc");
  CHECK(seen.headers == decltype(seen.headers){{"x-b", "two words"}, {"x-a", ""}, {"x-b", "2"}});
}

TEST_CASE("intake: interim answers and trailers, counted and dropped") {
  Intake intake(limits);
  CHECK(feed(intake, {"HTTP/2 103", "link: x", "", "HTTP/2 200", "a: 1", ""}));
  CHECK(feed(intake, {}));
  const auto next = intake.header("a: 2\r\n");
  CHECK(next == Step::stop);  // the seventh line
  CHECK(intake.error()->code == Code::over_limit);
  Intake other(limits);
  CHECK(feed(other, {"HTTP/1.1 200 OK", "a: 1", "", "HTTP/1.1 500 no", "a: 2", ""}));
  const Observation seen = result(other);
  CHECK(seen.status == 200);
  CHECK(seen.headers == decltype(seen.headers){{"a", "1"}});
}

TEST_CASE("intake: a second status line among the fields, no new answer") {
  Intake intake(limits);
  CHECK(feed(intake, {"HTTP/1.1 404 no", "a: 1", "HTTP/1.1 200 OK", ""}));
  CHECK(intake.status() == 404);
}

TEST_CASE("intake: folded lines, joined; lines without a colon, dropped") {
  Intake intake(limits);
  CHECK(feed(intake, {"HTTP/1.1 200 OK", "a: 1", " \t2", "nonsense", ""}));
  CHECK(result(intake).headers == decltype(Observation::headers){{"a", "1 2"}});
}

TEST_CASE("intake: malformed status lines, no status") {
  for (const std::string_view line : {"HTTP/1.1", "HTTP/1.1 ", "HTTP/1.1 20", "HTTP/1.1 2x0", "HTTP/1.1 -20",
                                      "HTTP/1.1 099", "ICY 200 OK", "HTTP/1.1  200"}) {
    CAPTURE(line);
    Intake intake(limits);
    CHECK(feed(intake, {line, ""}));
    CHECK(intake.status() == 0);
  }
}

TEST_CASE("intake: header limits, the last byte and line taken, the next not") {
  Intake bytes(limits);
  CHECK(bytes.header(std::string(200, 'a')) == Step::go_on);
  CHECK(bytes.header("b") == Step::stop);
  CHECK(bytes.error()->code == Code::over_limit);
  Intake lines(limits);
  for (int i = 0; i < 6; ++i) CHECK(lines.header("a: b\r\n") == Step::go_on);
  CHECK(lines.header("\r\n") == Step::stop);
}

TEST_CASE("intake: body limit, the last byte taken, the next not, and nothing kept") {
  Intake intake(limits);
  feed(intake, {"HTTP/1.1 200 OK", ""});
  CHECK(intake.body(std::string(1000, 'a'), 1000) == Step::go_on);
  CHECK(intake.body("b", 1001) == Step::stop);
  CHECK(intake.error()->code == Code::over_limit);
  CHECK(result(intake).body.empty());
}

TEST_CASE("intake: body over the limit of an error page, left away without an error") {
  for (const std::string_view line : {"HTTP/1.1 404 no", "HTTP/1.1 500 no"}) {
    Intake intake(limits);
    feed(intake, {line, ""});
    CHECK(intake.body(std::string(1001, 'a'), 1001) == Step::stop);
    CHECK_FALSE(intake.error());
    CHECK(intake.body_left_away());
    CHECK(result(intake).body.empty());
  }
  for (const std::string_view line : {"HTTP/1.1 200 OK", "HTTP/1.1 301 gone"}) {
    Intake intake(limits);
    feed(intake, {line, ""});
    CHECK(intake.body(std::string(1001, 'a'), 1001) == Step::stop);
    CHECK(intake.error());
    CHECK_FALSE(intake.body_left_away());
  }
}

TEST_CASE("intake: decode ratio, allowed up to the limit and for small answers") {
  Intake small(limits);
  feed(small, {"HTTP/1.1 200 OK", ""});
  CHECK(small.body(std::string(100, 'a'), 1) == Step::go_on);
  CHECK(small.finish(1) == Step::go_on);
  Intake just(limits);
  feed(just, {"HTTP/1.1 200 OK", ""});
  CHECK(just.body(std::string(500, 'a'), 50) == Step::go_on);
  CHECK(just.finish(50) == Step::go_on);
  Intake bomb(limits);
  feed(bomb, {"HTTP/1.1 200 OK", ""});
  CHECK(bomb.body(std::string(500, 'a'), 49) == Step::stop);
  CHECK(bomb.error()->code == Code::over_limit);
  Intake late(limits);  // the generous count passes it, the exact one does not
  feed(late, {"HTTP/1.1 200 OK", ""});
  CHECK(late.body(std::string(500, 'a'), 60) == Step::go_on);
  CHECK(late.finish(49) == Step::stop);
  CHECK(late.error()->code == Code::over_limit);
}

TEST_CASE("intake: a body that ends with its connection, told from one that says where it ends") {
  struct Row {
    std::string_view field;
    bool marks;
  };
  for (const Row& row : {Row{"Content-Length: 3", true}, Row{"Transfer-Encoding: chunked", true},
                         Row{"Transfer-Encoding: Chunked", true}, Row{"Transfer-Encoding: identity", false},
                         Row{"Connection: close", false}, Row{"X-Content-Length: 3", false}}) {
    CAPTURE(row.field);
    Intake intake(limits);
    REQUIRE(feed(intake, {"HTTP/1.1 200 OK", row.field, ""}));
    CHECK(intake.marks_its_end() == row.marks);
  }
  Intake interim(limits);
  REQUIRE(feed(interim, {"HTTP/1.1 103 x", "Content-Length: 3", "", "HTTP/1.1 200 OK", ""}));
  CHECK_FALSE(interim.marks_its_end());
}

TEST_CASE("intake: no single answer to where the body ends, refused whatever the status") {
  for (const std::string_view status : {"HTTP/1.1 200 OK", "HTTP/1.1 404 no"}) {
    Intake intake(limits);
    CHECK_FALSE(feed(intake, {status, "Content-Length: 3", "content-length: 4", ""}));
    REQUIRE(intake.error());
    CHECK(intake.error()->code == Code::transfer_failed);
  }
}

TEST_CASE("intake: more than one layer of encoding, refused") {
  for (const std::initializer_list<std::string_view> lines :
       {std::initializer_list<std::string_view>{"HTTP/1.1 200 OK", "Content-Encoding: gzip, gzip", ""},
        {"HTTP/1.1 200 OK", "Content-Encoding: gzip", "content-encoding: BR", ""},
        {"HTTP/1.1 200 OK", "Content-Encoding: gzip,", " br", ""}}) {
    Intake intake(limits);
    CHECK_FALSE(feed(intake, lines));
    CHECK(intake.error()->code == Code::over_limit);
  }
  for (const std::initializer_list<std::string_view> lines :
       {std::initializer_list<std::string_view>{"HTTP/1.1 200 OK", "Content-Encoding: gzip",
                                                "Transfer-Encoding: chunked", ""},
        {"HTTP/1.1 200 OK", "Content-Encoding: identity", "Content-Encoding: br", ""},
        {"HTTP/1.1 103 x", "Content-Encoding: gzip", "", "HTTP/1.1 200 OK", "Content-Encoding: gzip"}}) {
    Intake intake(limits);
    CHECK(feed(intake, lines));
  }
}

}  // namespace quorate
