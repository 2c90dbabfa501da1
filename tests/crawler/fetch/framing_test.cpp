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

}  // namespace

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
