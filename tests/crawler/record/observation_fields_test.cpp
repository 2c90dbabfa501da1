#include "crawler/record/observation_fields.hpp"

#include "crawler/record/http_block.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

Observation everything() {
  Observation seen;
  seen.error = Error{Code::redirect_refused, "to \r\nhttp://else.example/ \xff"};
  seen.final_url = "https://www.alice.example/a?b=%20";
  seen.records = {"one", "", "two\n\x01"};
  seen.dnssec = Dnssec::secure;
  seen.route = {{"a.cdn.example"}, {"192.0.2.1", "2001:db8::1"}, {"ns.example"}, "Some CA"};
  seen.peer = "192.0.2.1:443";
  seen.elapsed_us = 123'456;
  return seen;
}

Fields joined(Fields first, const Fields& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

Request page_request() {
  Request request;
  request.url = "https://alice.example/";
  request.headers = {{"accept", "text/plain"}};
  request.redirects = Redirects::www_twin;
  request.max_body_bytes = 65'536;
  return request;
}
const Request page = page_request();

}  // namespace

TEST_CASE("read a recorded observation: what was written, every field the same") {
  const Observation seen = everything();
  const auto fields =
      parse_fields(write_fields(joined(request_fields(page), observation_fields(seen, "<id>"))));
  REQUIRE(fields);
  const auto recorded = read_recorded(*fields);
  REQUIRE(recorded);
  CHECK(recorded->question == write_fields(request_fields(page)));
  CHECK(recorded->answer == "<id>");
  const Observation& again = recorded->observation;
  REQUIRE(again.error);
  CHECK(again.error->code == seen.error->code);
  CHECK(again.error->detail == seen.error->detail);
  CHECK(again.final_url == seen.final_url);
  CHECK(again.records == seen.records);
  CHECK(again.dnssec == seen.dnssec);
  CHECK(again.route == seen.route);
  CHECK(again.peer == seen.peer);
  CHECK(again.elapsed_us == seen.elapsed_us);
}

TEST_CASE("read a recorded observation: every error code, the same") {
  for (int code = 0; code <= static_cast<int>(Code::held_off); ++code) {
    Observation seen;
    seen.error = Error{static_cast<Code>(code), ""};
    const auto recorded = read_recorded(joined(request_fields(page), observation_fields(seen, std::nullopt)));
    REQUIRE(recorded);
    CHECK(static_cast<int>(recorded->observation.error->code) == code);
    CHECK_FALSE(recorded->answer);
  }
}

TEST_CASE("record a request: whatever differs in it, another question") {
  Request other = page;
  other.headers.front().second = "text/html";
  CHECK(request_fields(other) != request_fields(page));
  other = page;
  other.max_body_bytes = 1;
  CHECK(request_fields(other) != request_fields(page));
  other = page;
  other.redirects = Redirects::none;
  CHECK(request_fields(other) != request_fields(page));
  other = {};
  other.dns_name = "alice.example";
  CHECK(request_fields(other) != request_fields(page));
  other = page;
  other.zone = "alice.example";
  other.time_left = std::chrono::milliseconds(5);
  CHECK(request_fields(other) == request_fields(page));
}

TEST_CASE("read a recorded observation: fields that are unknown, wrong or missing, refused") {
  CHECK_FALSE(read_recorded({}));
  CHECK_FALSE(read_recorded({{"url", "https://alice.example/"}}));
  for (const auto& [name, value] : Fields{{"mood", "good"},
                                          {"dnssec", "bogus"},
                                          {"error", "no_such_error"},
                                          {"error-detail", "without an error"},
                                          {"elapsed-us", "soon"},
                                          {"elapsed-us", "99999999999999999999"}})
    CHECK_FALSE(read_recorded(joined(request_fields(page), {{name, value}})));
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
