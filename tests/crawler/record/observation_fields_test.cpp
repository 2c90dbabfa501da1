#include "crawler/record/observation_fields.hpp"

#include "crawler/record/http_block.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

Observation everything() {
  Observation seen;
  seen.error = Error{Code::redirect_refused, "to \r\nhttp://else.example/ \xff"};
  seen.ending = Ending::unsure;
  seen.final_url = "https://www.alice.example/a?b=%20";
  seen.records = {"one", "", "two\n\x01"};
  seen.dnssec = Dnssec::secure;
  seen.route = {{"a.cdn.example"}, {"192.0.2.1", "2001:db8::1"}, {"ns.example"}, "Some CA"};
  seen.peer = "192.0.2.1:443";
  seen.elapsed_us = 123'456;
  seen.exchange = "<id>";
  return seen;
}

Fields joined(Fields first, const Fields& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

Question question_about_page() {
  Question question;
  question.contact = 3;
  question.account = "https://alice.example/";
  question.request.url = "https://alice.example/";
  question.request.headers = {{"accept", "text/plain"}};
  question.request.redirects = Redirects::www_twin;
  question.request.max_body_bytes = 65'536;
  return question;
}
const Question page = question_about_page();

Fields fields_of(const Question& question, const Fields& rest) {
  return joined(joined(asker_fields(question), question_fields(question)), rest);
}

}  // namespace

TEST_CASE("read a recorded observation: what was written, every field the same") {
  const Observation seen = everything();
  const auto fields = parse_fields(write_fields(fields_of(page, observation_fields(seen))));
  REQUIRE(fields);
  const auto recorded = read_recorded(*fields);
  REQUIRE(recorded);
  CHECK(recorded->question == write_fields(question_fields(page)));
  CHECK(recorded->asker == write_fields(asker_fields(page)));
  const Observation& again = recorded->observation;
  REQUIRE(again.error);
  CHECK(again.error->code == seen.error->code);
  CHECK(again.error->detail == seen.error->detail);
  CHECK(again.ending == Ending::unsure);
  CHECK(again.final_url == seen.final_url);
  CHECK(again.records == seen.records);
  CHECK(again.dnssec == seen.dnssec);
  CHECK(again.route == seen.route);
  CHECK(again.peer == seen.peer);
  CHECK(again.elapsed_us == seen.elapsed_us);
  CHECK(again.exchange == seen.exchange);
}

TEST_CASE("read a recorded observation: every error code, the same") {
  for (int code = 0; code <= static_cast<int>(Code::held_off); ++code) {
    Observation seen;
    seen.error = Error{static_cast<Code>(code), ""};
    const auto recorded = read_recorded(fields_of(page, observation_fields(seen)));
    REQUIRE(recorded);
    CHECK(static_cast<int>(recorded->observation.error->code) == code);
    CHECK(recorded->observation.exchange.empty());
  }
}

TEST_CASE("record a question: whatever differs in it, another question") {
  const Fields fields = question_fields(page);
  Question other = page;
  other.request.headers.front().second = "text/html";
  CHECK(question_fields(other) != fields);
  other = page;
  other.request.max_body_bytes = 1;
  CHECK(question_fields(other) != fields);
  other = page;
  other.request.redirects = Redirects::none;
  CHECK(question_fields(other) != fields);
  other = page;
  other.vantage = "far";
  CHECK(question_fields(other) != fields);
  other = page;
  other.request = {};
  other.request.dns_name = "alice.example";
  CHECK(question_fields(other) != fields);
}

TEST_CASE("record a question: who asks, for how long and what beside, the same question") {
  Question other = page;
  other.contact = 4;
  other.account = "https://bob.example/";
  other.request.zone = "alice.example";
  other.request.time_left = std::chrono::milliseconds(5);
  CHECK(question_fields(other) == question_fields(page));
  CHECK(asker_fields(other) != asker_fields(page));
}

TEST_CASE("read a recorded observation: fields that are unknown, wrong or missing, refused") {
  CHECK_FALSE(read_recorded({}));
  CHECK_FALSE(read_recorded({{"url", "https://alice.example/"}}));
  CHECK_FALSE(read_recorded(question_fields(page)));
  CHECK_FALSE(read_recorded(joined(question_fields(page), asker_fields(page))));
  for (const auto& [name, value] : Fields{{"mood", "good"},
                                          {"dnssec", "bogus"},
                                          {"error", "no_such_error"},
                                          {"error-detail", "without an error"},
                                          {"elapsed-us", "soon"},
                                          {"elapsed-us", "99999999999999999999"}})
    CHECK_FALSE(read_recorded(fields_of(page, {{name, value}})));
}

TEST_CASE("read an HTTP block: any headers and body, the same") {
  Observation seen;
  seen.status = 200;
  seen.headers = {
      {"content-encoding", "gzip"},     {"content-length", "7"}, {"x-archive-orig-content-length", "8"},
      {"transfer-encoding", "chunked"}, {"set-cookie", ""},      {"set-cookie", "a: b"}};
  seen.body = std::string("\r\n\r\n\0body", 9);
  Observation again;
  REQUIRE(read_http_block(write_http_block(seen), again));
  CHECK(again.status == seen.status);
  CHECK(again.headers == seen.headers);
  CHECK(again.body == seen.body);
}

TEST_CASE("read an HTTP block: malformed, or cut short anywhere, refused") {
  Observation seen;
  seen.status = 404;
  seen.headers = {{"server", "x"}};
  seen.body = "not here";
  const std::string whole = write_http_block(seen);
  Observation again;
  for (std::size_t length = 0; length < whole.size(); ++length)
    CHECK_FALSE(read_http_block(whole.substr(0, length), again));
  CHECK_FALSE(read_http_block(whole + "x", again));
  for (const std::string_view block :
       {"HTTP/1.1 200\r\ncontent-length: 0\r\n\r\n", "HTTP/1.0 200 \r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 two \r\ncontent-length: 0\r\n\r\n", "HTTP/1.1 200 \r\n\r\n",
        "HTTP/1.1 200 \r\nserver\r\n\r\n"}) {
    CAPTURE(block);
    CHECK_FALSE(read_http_block(block, again));
  }
}

}  // namespace quorate
