#include "proofs/groups/address.hpp"

#include "tests/show.hpp"

#include <string>

namespace quorate {
namespace {

Address address(std::string_view text) { return parse_address(text).value(); }
AddressBlock block(std::string_view text) { return parse_block(text).value(); }

}  // namespace

TEST_CASE("parse address: both families, in order") {
  CHECK(address("0.0.0.0") < address("0.0.0.1"));
  CHECK(address("9.255.255.255") < address("10.0.0.0"));
  CHECK(address("255.255.255.255") < address("::"));
  CHECK(address("2001:db8::1") == address("2001:0db8:0:0:0:0:0:1"));
  CHECK(address("::ffff:192.0.2.1") != address("192.0.2.1"));
}

TEST_CASE("parse address: other spellings, refused") {
  for (const std::string_view text :
       {"", "1", "1.2.3", "1.2.3.4.5", "01.2.3.4", "1.2.3.256", " 1.2.3.4", "1.2.3.4 ", "1.2.3.4/32",
        "0x1.2.3.4", ":::", "fe80::1%eth0", "[::1]", "::1::"})
    CHECK_FALSE(parse_address(text));
  CHECK_FALSE(parse_address(std::string_view("1.2.3.4\0", 8)));
}

TEST_CASE("parse block: from its first to its last address") {
  CHECK(block("192.0.2.0/24").last == address("192.0.2.255"));
  CHECK(block("192.0.2.7/32") == AddressBlock{address("192.0.2.7"), address("192.0.2.7")});
  CHECK(block("0.0.0.0/0").last == address("255.255.255.255"));
  CHECK(block("172.64.0.0/13").last == address("172.71.255.255"));
  CHECK(block("2001:db8::/33").last == address("2001:db8:7fff:ffff:ffff:ffff:ffff:ffff"));
  CHECK(block("2001:db8::1/128").first == block("2001:db8::1/128").last);
}

TEST_CASE("parse block: no block, or another one meant, refused") {
  for (const std::string_view text :
       {"", "/", "192.0.2.0", "192.0.2.0/", "192.0.2.0/33", "192.0.2.0/024", "192.0.2.0/-1", "192.0.2.0/24 ",
        "192.0.2.1/24", "2001:db8::/129", "2001:db8::1/64", "192.0.2/24", "x/24"})
    CHECK_FALSE(parse_block(text));
}

TEST_CASE("holds, overlap: ends are inside, families apart") {
  const AddressBlock small = block("192.0.2.0/24");
  CHECK(holds(small, address("192.0.2.0")));
  CHECK(holds(small, address("192.0.2.255")));
  CHECK_FALSE(holds(small, address("192.0.1.255")));
  CHECK_FALSE(holds(small, address("192.0.3.0")));
  CHECK_FALSE(holds(block("0.0.0.0/0"), address("::")));
  CHECK_FALSE(holds(block("::/0"), address("192.0.2.1")));
  CHECK(overlap(small, block("192.0.2.128/25")));
  CHECK(overlap(block("192.0.2.255/32"), small));
  CHECK_FALSE(overlap(small, block("192.0.3.0/24")));
  CHECK_FALSE(overlap(block("0.0.0.0/0"), block("::/0")));
}

}  // namespace quorate
