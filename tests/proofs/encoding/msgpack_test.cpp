#include "proofs/encoding/msgpack.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

constexpr std::size_t depth = 4;

Result<msgpack::Value> parse_hex(std::string_view hex) {
  // The value points into these bytes; only its kind and numbers are looked at after they are gone.
  return msgpack::parse(decode_hex(hex).value(), depth);
}

}  // namespace

TEST_CASE("parse msgpack: every kind that is read, gives the value") {
  const Bytes bytes =
      decode_hex("88a16ec0a166c2a174c3a1690aa175cd0202a173a26f6ba162c4021234a1619301cc80c0").value();
  const auto value = msgpack::parse(bytes, depth);
  REQUIRE(value);
  REQUIRE(value->kind() == msgpack::Kind::map);
  CHECK(value->find("n")->kind() == msgpack::Kind::nil);
  CHECK(value->find("f")->boolean() == false);
  CHECK(value->find("t")->boolean() == true);
  CHECK(value->find("i")->integer() == 10);
  CHECK(value->find("u")->integer() == 514);
  CHECK(value->find("s")->text() == "ok");
  CHECK(Bytes(value->find("b")->bytes()->begin(), value->find("b")->bytes()->end()) == Bytes{0x12, 0x34});
  REQUIRE(value->find("a")->items().size() == 3);
  CHECK(value->find("a")->items()[1].integer() == 128);
  CHECK(value->find("x") == nullptr);
}

TEST_CASE("parse msgpack: a value of another kind, gives nothing") {
  const auto value = parse_hex("0a");
  REQUIRE(value);
  CHECK_FALSE(value->boolean());
  CHECK_FALSE(value->text());
  CHECK_FALSE(value->bytes());
  CHECK_FALSE(parse_hex("c3")->integer());
  CHECK_FALSE(parse_hex("a161")->bytes());
  CHECK_FALSE(parse_hex("c40161")->text());
}

TEST_CASE("parse msgpack: the widest numbers, read exactly") {
  CHECK(parse_hex("cf0000000100000000")->integer() == 0x100000000U);
  CHECK(parse_hex("cfffffffffffffffff")->integer() == 0xffffffffffffffffU);
  CHECK(parse_hex("ce00010000")->integer() == 0x10000U);
}

TEST_CASE("parse msgpack: longer than needed, refused") {
  for (const std::string_view hex :
       {"cc7f", "cd00ff", "ce0000ffff", "cf00000000ffffffff", "c50001ff", "c600000001ff", "d90161"})
    CHECK_FALSE(parse_hex(hex));
}

TEST_CASE("parse msgpack: sizes beyond the end, refused") {
  for (const std::string_view hex : {"", "c4", "c401", "c4ff00", "c5ffff00", "c6ffffffff00", "a161ff", "a2",
                                     "9f", "8f", "81a161", "cd01", "cfffffffff", "d9ff61"})
    CHECK_FALSE(parse_hex(hex));
}

TEST_CASE("parse msgpack: duplicate or strange names, trailing bytes, unused kinds, refused") {
  CHECK_FALSE(parse_hex("82a16101a16102"));
  CHECK_FALSE(parse_hex("810101"));
  CHECK_FALSE(parse_hex("81c4016101"));
  CHECK_FALSE(parse_hex("0a0a"));
  for (const std::string_view hex :
       {"ff", "e0", "d0ff", "d3ffffffffffffffff", "ca00000000", "cb0000000000000000", "c1", "c70001",
        "d40100", "da000161", "db0000000161", "dc0000", "dd00000000", "de0000", "df00000000"})
    CHECK_FALSE(parse_hex(hex));
}

TEST_CASE("parse msgpack: nesting, refused beyond the limit") {
  CHECK(parse_hex("9191919100"));
  CHECK_FALSE(parse_hex("919191919100"));
  CHECK_FALSE(parse_hex("9191919190"));
  CHECK_FALSE(msgpack::parse(Bytes(100'000, 0x91), depth));
  CHECK_FALSE(msgpack::parse(Bytes(100'000, 0x81), depth));
}

}  // namespace quorate
