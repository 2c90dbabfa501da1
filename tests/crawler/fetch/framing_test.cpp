#include "crawler/fetch/framing.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

std::string end_of(const Headers& headers) {
  const Result<Framing::End> end = read_end(headers);
  if (!end) return std::string(name(end.error().code));
  if (*end == Framing::End::connection) return "connection";
  return *end == Framing::End::length ? "length" : "chunks";
}

std::string coding_of(const std::string& value) {
  const Result<Framing::Coding> coding = read_coding({{"content-encoding", value}});
  if (!coding) return std::string(name(coding.error().code));
  return *coding == Framing::Coding::gzip ? "gzip" : "none";
}

// What is said against the line, or nothing where it is taken; with transfer_failed alone.
std::string against(std::string_view line, std::size_t number = 3, const Headers& above = {{"a", "1"}}) {
  const Result<void> checked = check_line(line, number, above);
  if (checked) return "";
  return checked.error().code == Code::transfer_failed ? checked.error().detail : "another code";
}

}  // namespace

TEST_CASE("framing: white space before the colon, refused for every name") {
  const std::string refused = "white space before the colon of a header line";
  for (const char* line :
       {"Content-Length : 5000", "Transfer-Encoding : chunked", "Transfer-Encoding\t: chunked", "X-A : 1",
        "Content-Length \t : 5", "Content-Length\v: 5", "Content-Length\f: 5"}) {
    CAPTURE(line);
    CHECK(against(line) == refused);
    CHECK(against(line, 2, {}) == refused);
  }
  for (const char* line :
       {"Content-Length: 5000", "X-A:1", "X-A: 1 : 2", "X-A:", ": 1", "nonsense", "X A: 1"}) {
    CAPTURE(line);
    CHECK(against(line) == "");
  }
}

TEST_CASE("framing: a status line, taken as the first line of its head alone") {
  CHECK(against("HTTP/1.1 200 OK", 1, {}) == "");
  CHECK(against("HTTP/1.1 200 : OK", 1, {}) == "");
  for (const char* line : {"HTTP/1.1 200 OK", "HTTP/2 200", "HTTP/1.1 200: OK", "http/1.1 200 OK", "HTTP/"}) {
    CAPTURE(line);
    CHECK(against(line) == "a second status line in one head");
    CHECK(against(line, 2, {}) == "a second status line in one head");
  }
  for (const char* line : {"HTTP", "HTTP: 1", "HTTP2-Settings: x", "X-A: HTTP/1.1 200 OK"}) {
    CAPTURE(line);
    CHECK(against(line) == "");
  }
}

TEST_CASE("framing: a folded line, taken for fields alone that tell nothing of the body") {
  for (const char* line :
       {" 2", "\t2", " \t b : c", " HTTP/1.1 200 OK", " X-Content-Length: 5", " Content-Length 5"}) {
    CAPTURE(line);
    CHECK(against(line) == "");
  }
  for (const char* name : {"content-length", "transfer-encoding", "content-encoding", "content-type"}) {
    CAPTURE(name);
    CHECK(against(" 2", 4, {{"a", "1"}, {name, ""}}) == "the " + std::string(name) + " is folded");
    CHECK(against(" 2", 4, {{name, ""}, {"a", "1"}}) == "");
    for (const std::string end : {":2", ": 2", " : 2"})
      CHECK(against(" " + std::string(name) + end) == "a " + std::string(name) + " in a folded header line");
  }
  CHECK(against(" Content-LENGTH: 2") == "a content-length in a folded header line");
  for (const std::size_t number : {1, 2})
    CHECK(against(" a: 1", number, {}) == "a folded header line that continues none");
}

TEST_CASE("framing: a line of white space only, refused wherever it stands") {
  for (const char* line : {" ", "\t", " \t "})
    for (const std::size_t number : {1, 2, 3}) {
      CAPTURE(line, number);
      CHECK(against(line, number) == "a header line of white space only");
      CHECK(against(line, number, {}) == "a header line of white space only");
    }
}

TEST_CASE("framing: a CR or LF inside a line, refused wherever it stands") {
  for (const char* line :
       {"\r", "a\r: 1", "a: 1\r2", "a: 1\r", "\ra: 1", " \r", "\na: 1", "HTTP/1.1 200 OK\ra: 1"})
    for (const std::size_t number : {1, 2, 3}) {
      CAPTURE(line, number);
      CHECK(against(line, number) == "a CR or LF inside a header line");
    }
}

TEST_CASE("framing: where a body ends, from one length, the same length again, or chunks") {
  CHECK(end_of({}) == "connection");
  CHECK(end_of({{"x-content-length", "3"}}) == "connection");
  CHECK(end_of({{"transfer-encoding", "identity"}}) == "connection");
  CHECK(end_of({{"content-length", "3"}}) == "length");
  CHECK(end_of({{"content-length", "3"}, {"content-length", "3"}}) == "length");
  CHECK(end_of({{"content-length", "3, 3"}}) == "length");
  CHECK(end_of({{"content-length", "0"}}) == "length");
  CHECK(end_of({{"transfer-encoding", "chunked"}}) == "chunks");
  CHECK(end_of({{"transfer-encoding", "Chunked"}}) == "chunks");
}

TEST_CASE("framing: lengths that differ or are none, refused") {
  CHECK(end_of({{"content-length", "3"}, {"content-length", "4"}}) == "transfer_failed");
  CHECK(end_of({{"content-length", "3, 4"}}) == "transfer_failed");
  CHECK(end_of({{"content-length", "3"}, {"content-length", "03"}}) == "transfer_failed");
  for (const char* value :
       {"", "-1", "+1", "0x10", "1e3", "3 4", "3;", "three", "3,", "1234567890123456789"}) {
    CAPTURE(value);
    CHECK(end_of({{"content-length", value}}) == "transfer_failed");
  }
}

TEST_CASE("framing: chunks beside a length, and other transfer codings, refused") {
  CHECK(end_of({{"content-length", "3"}, {"transfer-encoding", "chunked"}}) == "transfer_failed");
  for (const char* value : {"gzip", "gzip, chunked", "chunked, gzip", "chunked, chunked", "xchunked"}) {
    CAPTURE(value);
    CHECK(end_of({{"transfer-encoding", value}}) == "transfer_failed");
  }
  CHECK(end_of({{"transfer-encoding", "chunked"}, {"transfer-encoding", "chunked"}}) == "transfer_failed");
}

TEST_CASE("framing: codings, gzip alone is undone") {
  CHECK(coding_of("") == "none");
  CHECK(coding_of("identity") == "none");
  CHECK(coding_of("gzip") == "gzip");
  CHECK(coding_of("X-GZip") == "gzip");
  CHECK(coding_of("identity, gzip") == "gzip");
  CHECK(coding_of("gzip, gzip") == "over_limit");
  CHECK(coding_of("br") == "transfer_failed");
  CHECK(coding_of("gzip\x1b") == "transfer_failed");
}

}  // namespace quorate
