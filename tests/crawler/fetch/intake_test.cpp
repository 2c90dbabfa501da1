#include "crawler/fetch/intake.hpp"

#include "crawler/record/gzip.hpp"
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
  CHECK(intake.body("ab") == Step::go_on);
  CHECK(intake.body("c") == Step::go_on);
  CHECK(intake.finish() == Step::go_on);
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

TEST_CASE("intake: a head that can be read in more than one way, refused whatever the status") {
  using Lines = std::initializer_list<std::string_view>;
  for (const Lines lines : {Lines{"HTTP/1.1 404 no", "a: 1", "HTTP/1.1 200 OK", ""},
                            {"HTTP/1.1 404 no", "HTTP/1.1 200: OK", ""},
                            {"HTTP/1.1 099 no", "HTTP/1.1 200 OK", ""},
                            {"HTTP/1.1 103 x", "HTTP/1.1 200 OK", ""},
                            {"HTTP/1.1 103 x", "", "HTTP/1.1 404 no", "HTTP/1.1 200 OK", ""},
                            {"HTTP/1.1 200 OK", "Content-Length : 5000", ""},
                            {"HTTP/1.1 404 no", "a : 1", ""},
                            {"HTTP/1.1 200 OK", " Content-Length: 3", ""},
                            {"HTTP/1.1 103 x", "a: 1", "", "HTTP/1.1 200 OK", " b: 2", ""},
                            {"HTTP/1.1 103 x", "a: 1", "", " HTTP/1.1 200 OK", ""},
                            {"HTTP/1.1 200 OK", "Content-Length:", " 3", ""},
                            {"HTTP/1.1 200 OK", "Content-Encoding: gzip,", " br", ""},
                            {"HTTP/1.1 200 OK", "a: 1", "\rb: 2", ""},
                            {"HTTP/1.1 200 OK\ra: 1", ""}}) {
    CAPTURE(std::vector<std::string_view>(lines));
    Intake intake(limits);
    CHECK_FALSE(feed(intake, lines));
    REQUIRE(intake.error());
    CHECK(intake.error()->code == Code::transfer_failed);
    CHECK_FALSE(intake.body_left_away());
  }
}

TEST_CASE("intake: a line of white space or behind a CR, refused and no end of the head") {
  for (const std::string_view blank :
       {" \r\n", "\t\r\n", " \t \n", " \r\r\n", "\r\r\n", "\r", "\rb: 2\r\n"}) {
    CAPTURE(blank);
    for (const bool with_field : {false, true}) {
      Intake intake(limits);
      REQUIRE(feed(intake, {"HTTP/1.1 200 OK"}));
      if (with_field) REQUIRE(feed(intake, {"Content-Length: 3"}));
      CHECK(intake.header(blank) == Step::stop);
      REQUIRE(intake.error());
      CHECK(intake.error()->code == Code::transfer_failed);
      CHECK_FALSE(intake.marks_its_end());
    }
    Intake first(limits);
    CHECK(first.header(blank) == Step::stop);
  }
}

TEST_CASE("intake: lines that end with LF alone, taken") {
  Intake intake(limits);
  for (const std::string_view line : {"HTTP/1.1 200 OK\n", "a: 1\n", "Content-Length: 3\n", "\n"})
    CHECK(intake.header(line) == Step::go_on);
  CHECK(intake.marks_its_end());
  CHECK(result(intake).headers == decltype(Observation::headers){{"a", "1"}, {"content-length", "3"}});
}

TEST_CASE("intake: several interim answers, each with a status line and fields of its own") {
  Intake intake(limits);
  CHECK(feed(intake, {"HTTP/1.1 100 x", "", "HTTP/1.1 103 x", "", "HTTP/1.1 200 : ) OK", ""}));
  CHECK(intake.status() == 200);
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
  CHECK(intake.body(std::string(1000, 'a')) == Step::go_on);
  CHECK(intake.body("b") == Step::stop);
  CHECK(intake.error()->code == Code::over_limit);
  CHECK(result(intake).body.empty());
}

TEST_CASE("intake: body over the limit of an error page, left away without an error") {
  for (const std::string_view line : {"HTTP/1.1 404 no", "HTTP/1.1 500 no"}) {
    Intake intake(limits);
    feed(intake, {line, ""});
    CHECK(intake.body(std::string(1001, 'a')) == Step::stop);
    CHECK_FALSE(intake.error());
    CHECK(intake.body_left_away());
    CHECK(result(intake).body.empty());
  }
  for (const std::string_view line : {"HTTP/1.1 200 OK", "HTTP/1.1 301 gone"}) {
    Intake intake(limits);
    feed(intake, {line, ""});
    CHECK(intake.body(std::string(1001, 'a')) == Step::stop);
    CHECK(intake.error());
    CHECK_FALSE(intake.body_left_away());
  }
}

TEST_CASE("intake: gzip, undone however it comes in pieces, and in several members") {
  const std::string packed = gzip("a body") + gzip(" in two members");
  for (const std::size_t piece : {packed.size(), std::size_t{1}, std::size_t{7}}) {
    Intake intake(limits);
    feed(intake, {"HTTP/1.1 200 OK", "Content-Encoding: gzip", ""});
    for (std::size_t at = 0; at < packed.size(); at += piece)
      CHECK(intake.body(std::string_view(packed).substr(at, piece)) == Step::go_on);
    CHECK(intake.finish() == Step::go_on);
    CHECK(result(intake).body == "a body in two members");
  }
}

TEST_CASE("intake: gzip cut short at any byte, altered in its sum or followed by something else, not used") {
  const std::string packed = gzip("a body");
  const auto ends = [](const std::string& bytes) {
    Intake intake(limits);
    feed(intake, {"HTTP/1.1 200 OK", "Content-Encoding: gzip", ""});
    static_cast<void>(intake.body(bytes));
    static_cast<void>(intake.finish());
    return intake.error() ? std::string(name(intake.error()->code)) : "";
  };
  CHECK(ends(packed) == "");
  for (std::size_t length = 0; length < packed.size(); ++length) {
    CAPTURE(length);
    CHECK(ends(packed.substr(0, length)) == "transfer_failed");
  }
  CHECK(ends(packed + "x") == "transfer_failed");
  CHECK(ends("a body") == "transfer_failed");
  std::string altered = packed;
  altered[altered.size() - 6] ^= 1;  // CRC-32
  CHECK(ends(altered) == "transfer_failed");
}

TEST_CASE("intake: gzip without a body, nothing to undo where none belongs") {
  Intake intake(limits);
  feed(intake, {"HTTP/1.1 304 Not Modified", "Content-Encoding: gzip", ""});
  CHECK(intake.finish() == Step::go_on);
  CHECK_FALSE(intake.error());
}

TEST_CASE("intake: gzip that decodes to more than the limit, or in too many members, refused") {
  Intake large(limits);
  feed(large, {"HTTP/1.1 200 OK", "Content-Encoding: gzip", ""});
  CHECK(large.body(gzip(std::string(1001, 'a'))) == Step::stop);
  CHECK(large.error()->code == Code::over_limit);
  Intake twice(limits);
  feed(twice, {"HTTP/1.1 200 OK", "Content-Encoding: gzip", ""});
  CHECK(twice.body(gzip(std::string(600, 'a'))) == Step::go_on);
  CHECK(twice.body(gzip(std::string(600, 'a'))) == Step::stop);
  CHECK(twice.error()->code == Code::over_limit);
  IntakeLimits wide = limits;
  wide.body_bytes = 100'000;
  Intake many(wide);
  feed(many, {"HTTP/1.1 200 OK", "Content-Encoding: gzip", ""});
  std::string members;
  for (int i = 0; i < 100; ++i) members += gzip("");
  CHECK(many.body(members) == Step::stop);
  CHECK(many.error()->code == Code::over_limit);
}

TEST_CASE("intake: gzip that never decodes to anything, refused when it is longer than the limit") {
  Intake intake(limits);
  feed(intake, {"HTTP/1.1 200 OK", "Content-Encoding: gzip", ""});
  CHECK(intake.body(std::string("\x1f\x8b\x08\x08\0\0\0\0\0\3", 10)) == Step::go_on);  // and now its name
  CHECK(intake.body(std::string(990, 'a')) == Step::go_on);
  CHECK(intake.body("a") == Step::stop);
  CHECK(intake.error()->code == Code::over_limit);
}

TEST_CASE("intake: an error page whose coding is none, left away without an error") {
  for (const std::string_view coding : {"Content-Encoding: br", "Content-Encoding: gzip"}) {
    Intake intake(limits);
    static_cast<void>(feed(intake, {"HTTP/1.1 404 no", coding, ""}));
    static_cast<void>(intake.body("not packed"));
    static_cast<void>(intake.finish());
    CHECK_FALSE(intake.error());
    CHECK(intake.body_left_away());
    CHECK(intake.status() == 404);
  }
}

TEST_CASE("intake: decode ratio, allowed up to the limit and for small answers") {
  const auto ends = [](std::size_t decoded, std::size_t ratio) {
    IntakeLimits tight = limits;
    tight.decode_ratio = ratio;
    Intake intake(tight);
    feed(intake, {"HTTP/1.1 200 OK", "Content-Encoding: gzip", ""});
    CHECK(intake.body(gzip(std::string(decoded, 'a'))) == Step::go_on);
    static_cast<void>(intake.finish());
    return intake.error() ? std::string(name(intake.error()->code)) : "";
  };
  const std::size_t packed = gzip(std::string(1000, 'a')).size();
  CHECK(ends(1000, 1000 / (packed + 1)) == "over_limit");
  CHECK(ends(1000, 1000 / packed + 1) == "");
  CHECK(ends(100, 2) == "");
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
        {"HTTP/1.1 200 OK", "Content-Encoding: gzip", "content-encoding: BR", ""}}) {
    Intake intake(limits);
    CHECK_FALSE(feed(intake, lines));
    CHECK(intake.error()->code == Code::over_limit);
  }
  for (const std::initializer_list<std::string_view> lines :
       {std::initializer_list<std::string_view>{"HTTP/1.1 200 OK", "Content-Encoding: gzip",
                                                "Transfer-Encoding: chunked", ""},
        {"HTTP/1.1 200 OK", "Content-Encoding: identity", "Content-Encoding: x-gzip", ""},
        {"HTTP/1.1 103 x", "Content-Encoding: gzip", "", "HTTP/1.1 200 OK", "Content-Encoding: gzip"}}) {
    Intake intake(limits);
    CHECK(feed(intake, lines));
  }
}

TEST_CASE("intake: a body over the limit that may be cut, stopped at the limit and used") {
  IntakeLimits cutting = limits;
  cutting.excess = Excess::cut;
  const std::string text(1500, 'x');
  for (const bool packed : {false, true}) {
    INFO(packed);
    cutting.decode_ratio_from = packed ? 100 : 2000;
    Intake intake(cutting);
    if (packed)
      CHECK(feed(intake, {"HTTP/1.1 200 OK", "content-encoding: gzip", ""}));
    else
      CHECK(feed(intake, {"HTTP/1.1 200 OK", ""}));
    CHECK(intake.body(packed ? gzip(text) : text) == Step::stop);
    CHECK(intake.has_enough());
    CHECK_FALSE(intake.error());
    CHECK(result(intake).body == std::string(1000, 'x'));
  }
}

TEST_CASE("intake: a body at the limit that may be cut, whole") {
  IntakeLimits cutting = limits;
  cutting.excess = Excess::cut;
  Intake intake(cutting);
  CHECK(feed(intake, {"HTTP/1.1 200 OK", ""}));
  CHECK(intake.body(std::string(1000, 'x')) == Step::go_on);
  CHECK(intake.finish() == Step::go_on);
  CHECK_FALSE(intake.has_enough());
}

TEST_CASE("intake: packed bytes over the limit that decode to less, refused also where a body may be cut") {
  IntakeLimits cutting = limits;
  cutting.excess = Excess::cut;
  Intake intake(cutting);
  CHECK(feed(intake, {"HTTP/1.1 200 OK", "content-encoding: gzip", ""}));
  const std::string name(1100, 'n');  // FNAME of RFC 1952 section 2.3, which decodes to nothing
  CHECK(intake.body(std::string("\x1f\x8b\x08\x08\0\0\0\0\0\x03", 10) + name) == Step::stop);
  REQUIRE(intake.error());
  CHECK(intake.error()->code == Code::over_limit);
}

}  // namespace quorate
