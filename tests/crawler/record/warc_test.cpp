#include "crawler/record/warc.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

const WarcRecord sample = {{{"WARC-Type", "resource"}, {"WARC-Record-ID", "<urn:uuid:1>"}},
                           "a block\r\n\r\nof two"};

void replace(std::string& text, const std::string& from, const std::string& to) {
  const std::size_t place = text.find(from);
  REQUIRE(place != text.npos);
  text.replace(place, from.size(), to);
}

}  // namespace

TEST_CASE("read WARC: what was written, the same record") {
  const auto read = parse_warc(write_warc(sample));
  REQUIRE(read);
  CHECK(read->fields == sample.fields);
  CHECK(read->block == sample.block);
  CHECK(read->find("WARC-Type") != nullptr);
  CHECK(read->find("WARC-Date") == nullptr);
}

TEST_CASE("read WARC: any byte string as block, the same record") {
  std::string block;
  for (int i = 0; i < 256; ++i) block += static_cast<char>(i);
  const auto read = parse_warc(write_warc({{}, block}));
  REQUIRE(read);
  CHECK(read->block == block);
  CHECK(parse_warc(write_warc({{}, ""}))->block.empty());
}

TEST_CASE("read WARC: cut short anywhere, refused") {
  const std::string whole = write_warc(sample);
  for (std::size_t length = 0; length < whole.size(); ++length)
    CHECK_FALSE(parse_warc(whole.substr(0, length)));
}

TEST_CASE("read WARC: any bit flipped in block, length or digest, refused") {
  const std::string whole = write_warc(sample);
  const std::size_t begin = whole.find("WARC-Block-Digest");
  for (std::size_t i = begin; i < whole.size(); ++i)
    for (int bit = 0; bit < 8; ++bit) {
      std::string flipped = whole;
      flipped[i] = static_cast<char>(flipped[i] ^ (1 << bit));
      CHECK_FALSE(parse_warc(flipped));
    }
}

TEST_CASE("read WARC: malformed header, refused with the place") {
  const auto broken = [](const std::string& from, const std::string& to) {
    std::string text = write_warc(sample);
    replace(text, from, to);
    const auto read = parse_warc(text);
    REQUIRE_FALSE(read);
    CHECK(read.error().code == Code::bad_encoding);
    CHECK(read.error().detail.find("offset") != std::string::npos);
  };
  broken("WARC/1.1", "WARC/1.0");
  broken("WARC-Type: ", "WARC-Type ");
  broken("WARC-Type: ", " WARC-Type: ");
  broken("WARC-Type: ", ": ");
  broken("Content-Length: 17", "Content-Length: 16");
  broken("Content-Length: 17", "Content-Length: 17446744073709551615");
  broken("Content-Length: 17", "Content-Length: -17");
  broken("Content-Length: 17", "Content-Size: 17");
  broken("Content-Length: 17\r\n", "Content-Length: 17\r\nContent-Length: 17\r\n");
  broken("WARC-Block-Digest: sha256:", "WARC-Block-Digest: sha1:");
  broken("WARC-Block-Digest: ", "WARC-Digest: ");
}

}  // namespace quorate
