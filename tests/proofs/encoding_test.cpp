#include "proofs/encoding/base64.hpp"
#include "proofs/encoding/json.hpp"
#include "proofs/encoding/utf8.hpp"
#include "tests/show.hpp"

#include <cctype>

namespace quorate {

TEST_CASE("decode base64url: every length, gives the bytes back") {
  Bytes bytes;
  for (int i = 0; i < 70; ++i) {
    const auto decoded = decode_base64url(encode_base64url(bytes));
    REQUIRE(decoded);
    CHECK(*decoded == bytes);
    bytes.push_back(static_cast<std::uint8_t>(i * 37));
  }
}

TEST_CASE("decode base64url: padding, white space, trailing bits, other alphabet, refused") {
  for (const std::string_view text : {"QQ==", "QQ ", "Q\nQ", "QR", "QUJ=", "QU+C", "Q", "QUJDR"})
    CHECK_FALSE(decode_base64url(text));
  CHECK(decode_base64url("QQ"));
}

TEST_CASE("decode base64url: a wrong character at every place, refused with the place") {
  for (const std::size_t size : {2U, 3U, 4U, 6U, 7U, 8U})
    for (std::size_t at = 0; at < size; ++at)
      for (int c = 0; c < 256; ++c) {
        const bool is_digit = c < 128 && (std::isalnum(c) != 0 || c == '-' || c == '_');
        if (is_digit) continue;
        std::string text(size, 'A');
        text[at] = static_cast<char>(c);
        const auto decoded = decode_base64url(text);
        REQUIRE_FALSE(decoded);
        REQUIRE(decoded.error().detail ==
                "base64: a character outside the alphabet at offset " + std::to_string(at));
      }
}

TEST_CASE("decode base64url: of the last characters, only those without left-over bits") {
  constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  for (std::size_t digit = 0; digit < alphabet.size(); ++digit) {
    CHECK(bool(decode_base64url(std::string("A") + alphabet[digit])) == (digit % 16 == 0));
    CHECK(bool(decode_base64url(std::string("AA") + alphabet[digit])) == (digit % 4 == 0));
    CHECK(bool(decode_base64url(std::string("AAA") + alphabet[digit])));
  }
}

TEST_CASE("decode base64: padding that the length asks for, required") {
  CHECK(decode_base64("QQ=="));
  CHECK(decode_base64("QUI="));
  CHECK_FALSE(decode_base64("QQ"));
  CHECK_FALSE(decode_base64("QQ="));
  CHECK_FALSE(decode_base64("QQ===="));
  CHECK_FALSE(decode_base64("Q-=="));
}

TEST_CASE("parse JSON: duplicate member, at any depth and behind escapes, refused") {
  CHECK_FALSE(json::parse(R"({"a":1,"a":2})", 8));
  CHECK_FALSE(json::parse(R"({"x":[{"a":1,"\u0061":2}]})", 8));
  CHECK(json::parse(R"({"a":{"a":1}})", 8));
}

TEST_CASE("parse JSON: trailing bytes, BOM, bad UTF-8, lone surrogate, depth, refused") {
  for (const std::string_view text :
       {"{} x", "\xef\xbb\xbf{}", "\"\xff\"", R"("\ud800")", "[[[[[[[[[1]]]]]]]]]", "", "{", "[1,]",
        "{'a':1}", "01", "nul", "\"a", "{\"a\":1,}"})
    CHECK_FALSE(json::parse(text, 8));
  CHECK(json::parse("[[[[[[[[1]]]]]]]]", 8));
}

TEST_CASE("parse JSON: numbers, kept as written and read exactly") {
  const auto value = json::parse("[1790000000, 1.0, 1e3, -5, 123456789012345678901234567890]", 8);
  REQUIRE(value);
  CHECK(*value->items()[0].integer() == 1790000000);
  CHECK_FALSE(value->items()[1].integer());
  CHECK_FALSE(value->items()[2].integer());
  CHECK(*value->items()[3].integer() == -5);
  CHECK_FALSE(value->items()[4].integer());
  CHECK(value->items()[4].text() == "123456789012345678901234567890");
}

TEST_CASE("write JSON: parsed text, gives the same bytes") {
  const std::string text = R"({"a":[1,2.50,"x\n\"\\"],"b":{},"c":[],"d":null,"e":true})";
  CHECK(json::write(*json::parse(text, 8)) == text);
}

TEST_CASE("printable: controls, bidirectional marks and broken UTF-8, made visible") {
  CHECK(printable("a\x1b[31mb", 100) == "a\\u{1b}[31mb");
  CHECK(printable("a\xe2\x80\xae"
                  "b",
                  100) == "a\\u{202e}b");
  CHECK(printable("a\xff"
                  "b",
                  100) ==
        "a\xef\xbf\xbd"
        "b");
  CHECK(printable("abcdef", 3) == "abc...");
  CHECK(printable("\xc3\xa9", 100) == "\xc3\xa9");
  CHECK_FALSE(is_utf8("\xed\xa0\x80"));
  CHECK_FALSE(is_utf8("\xc0\xaf"));
  CHECK(has_control("a\xc2\x85"));
}

}  // namespace quorate
