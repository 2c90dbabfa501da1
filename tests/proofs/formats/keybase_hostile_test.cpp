#include "tests/proofs/formats/keybase_vectors.hpp"
#include "tests/show.hpp"

namespace quorate {

using namespace keybase_vectors;

TEST_CASE("examine keybase: a payload with a duplicate member, or bytes after it, refuted") {
  const std::string twice = with(statement(), R"("hostname")", R"("hostname":"bob.example","hostname")");
  CHECK(found(with_payload(pretty(statement()), as_payload(twice))) == "refuted: malformed: json");
  CHECK(found(with_payload(pretty(statement()), as_payload(statement() + statement()))) ==
        "refuted: malformed: json");
  CHECK(found(with_payload(pretty(statement()), as_payload("{"))) == "refuted: malformed: json");
  CHECK(found(with_payload(pretty(statement()), {})) == "refuted: malformed: packet");
}

TEST_CASE("examine keybase: a key of small order that signs everything, refuted") {
  // A = the neutral element, R = A, S = 0: some verifiers take this for a signature over any message.
  Bytes identity(32, 0);
  identity[0] = 1;
  Bytes kid{0x01, 0x20};
  kid += identity;
  kid.push_back(0x0a);
  PacketParts parts = good_parts();
  parts.kid = kid;
  parts.payload = as_payload(statement({.kid = encode_hex(kid)}));
  parts.with_hash = false;
  Bytes forged = packet(parts);
  const auto signature = sign_ed25519(parts.signer, parts.payload);
  const auto at = std::search(forged.begin(), forged.end(), signature.begin(), signature.end());
  REQUIRE(at != forged.end());
  std::fill_n(at, signature.size(), 0);
  *at = 1;
  CHECK(found(file(pretty(statement({.kid = encode_hex(kid)})), base64(forged))) == "refuted: bad signature");
}

TEST_CASE("examine keybase: every bit of a packet flipped, never proven") {
  for (const bool with_hash : {true, false}) {
    PacketParts parts;
    const std::string inner = statement({.version = 2});
    parts.payload = outer_link(inner);
    parts.with_hash = with_hash;
    Bytes bytes = packet(parts);
    REQUIRE(proves(file(pretty(inner), base64(bytes))));
    for (std::size_t i = 0; i < bytes.size() * 8; ++i) {
      bytes[i / 8] ^= static_cast<std::uint8_t>(1U << (i % 8));
      if (proves(file(pretty(inner), base64(bytes)))) FAIL("proven with bit " << i << " flipped");
      bytes[i / 8] ^= static_cast<std::uint8_t>(1U << (i % 8));
    }
  }
}

TEST_CASE("examine keybase: every bit of the shown object and the block flipped, never proven") {
  for (std::string text : {file_v1(), file_v2()}) {
    const std::size_t begin = text.find('{');
    const std::size_t object_end = text.rfind('}') + 1;
    const std::size_t block = text.find("hKRib2R5");
    const std::size_t block_end = text.find('\n', block);
    for (std::size_t i = begin; i < block_end; ++i) {
      if (i == object_end) i = block;
      for (int bit = 0; bit < 8; ++bit) {
        text[i] = static_cast<char>(text[i] ^ (1 << bit));
        if (proves(text)) FAIL("proven with byte " << i << " changed to " << text[i]);
        text[i] = static_cast<char>(text[i] ^ (1 << bit));
      }
    }
  }
}

TEST_CASE("examine keybase: cut off at every byte, never proven before the block is whole") {
  for (const std::string& text : {file_v1(), file_v2()}) {
    const std::size_t block_end = text.find('\n', text.find("hKRib2R5"));
    for (std::size_t size = 0; size < block_end; ++size)
      if (proves(text.substr(0, size))) FAIL("proven with " << size << " bytes");
    CHECK(proves(text.substr(0, block_end)));
  }
}

TEST_CASE("examine keybase: several proofs, each judged by its own object") {
  const std::string bob = file_v2({.service = service_of("bob.example")});
  const auto proofs = examine_keybase(bob + file_v1() + "prose\n" + bob, host);
  REQUIRE(proofs.size() == 3);
  CHECK(summary(proofs[0].verdict) == "refuted: other service");
  CHECK(summary(proofs[1].verdict) == "proven");
  CHECK(summary(proofs[2].verdict) == "refuted: other service");
}

TEST_CASE("examine keybase: objects and blocks that are swapped or share, never proven") {
  const std::string good = pretty(statement());
  const std::string other = pretty(statement({.service = service_of("bob.example")}));
  const std::string good_block = base64(packet(good_parts()));
  const std::string other_block =
      base64(packet_of(as_payload(statement({.service = service_of("bob.example")}))));
  CHECK_FALSE(proves(file(good, other_block) + file(other, good_block)));
  CHECK_FALSE(proves(good + "\n" + other + "\n" + good_block + "\n\n" + other_block));
  CHECK_FALSE(proves(good_block + "\n\n" + good));
  CHECK_FALSE(proves(good + "\n" + other_block + "\n\n" + good_block));
  CHECK_FALSE(proves(good + "\n{}\n" + good_block));
  CHECK_FALSE(proves(good + "\n{ not JSON }\n" + good_block));
  CHECK(proves(other + "\n" + good + "\n" + good_block));
}

TEST_CASE("examine keybase: an object that only stands in another object or in a string, never proven") {
  const std::string block = base64(packet(good_parts()));
  CHECK_FALSE(proves("{\"quoted\":\n" + statement() + "\n}\n" + block));
  CHECK_FALSE(proves("[\n\"a\", " + statement() + "]\n" + block));
  CHECK_FALSE(proves("I say " + statement() + "\n" + block));
}

TEST_CASE("examine keybase: braces after the object that are no object, do not hide it") {
  const std::string good = pretty(statement());
  const std::string block = "\n\n" + base64(packet(good_parts()));
  for (const std::string& braces : {std::string("{"), std::string("{\"\n\"}"), std::string("{\"\\\n\"}"),
                                    std::string(9, '{') + std::string(9, '}'), std::string("}")}) {
    INFO(braces);
    CHECK(found(good + "\n" + braces + block) == "proven");
  }
  CHECK(found(good + "\n" + std::string("{\"a\":{}}") + block) == "refuted: signed text not shown");
}

TEST_CASE("examine keybase: an object among the headers of an armour, not taken for the one before it") {
  const std::string armour =
      "-----BEGIN PGP MESSAGE-----\n" + statement() + "\n\nowGt\n-----END PGP MESSAGE-----\n";
  CHECK(found(armour) == "refuted: signed text not shown");
}

TEST_CASE("examine keybase: a packet inside armour, passed over") {
  const std::string block = base64(packet(good_parts()));
  for (const std::string_view kind : {"PGP PUBLIC KEY BLOCK", "CERTIFICATE"}) {
    const std::string armoured = "-----BEGIN " + std::string(kind) + "-----\n\n" + block + "\n-----END " +
                                 std::string(kind) + "-----\n";
    CHECK(found(file(pretty(statement()), armoured)) == "0 proofs");
    CHECK(found(armoured + file_v1()) == "proven");
  }
  CHECK_FALSE(proves(
      file(pretty(statement()), "-----BEGIN PGP MESSAGE-----\n\n" + block + "\n-----END PGP MESSAGE-----")));
}

TEST_CASE("examine keybase: an armour that is not closed, hides nothing that another armour opens") {
  const std::string text = "-----BEGIN PGP MESSAGE-----\n\nowGt\n" +
                           std::string("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n") +
                           "-----END PGP PUBLIC KEY BLOCK-----\n" + file_v1();
  const auto proofs = examine_keybase(text, host);
  REQUIRE(proofs.size() == 2);
  CHECK(summary(proofs[0].verdict) == "refuted: malformed: packet");
  CHECK(summary(proofs[1].verdict) == "proven");
}

TEST_CASE("examine keybase: a long run of base64 that is no packet, refuted") {
  CHECK(found(file(pretty(statement()), std::string(400, 'A'))) == "refuted: malformed: packet");
  CHECK(found("hKRib2R5\n") == "refuted: malformed: packet");
  CHECK(found(std::string(120'000, 'A')) == "refuted: malformed: packet");
}

TEST_CASE("examine keybase: text beyond the limit, unknown") {
  std::string text = file_v1();
  text.resize(max_keybase_text_bytes, ' ');
  CHECK(found(text) == "proven");
  text.push_back(' ');
  CHECK(found(text) == "unknown: limit");
}

TEST_CASE("examine keybase: proofs beyond the limit, unknown and one") {
  std::string text;
  for (std::size_t i = 0; i < max_keybase_proofs; ++i) text += file_v2();
  CHECK(examine_keybase(text, host).size() == max_keybase_proofs);
  CHECK(found(text + file_v2()) == "unknown: limit");
  CHECK(found(text + "-----BEGIN PGP MESSAGE-----\n") == "unknown: limit");
}

TEST_CASE("examine keybase: text made to be slow, done in linear time") {
  // A search that starts again at every brace would look at some of these a billion times.
  const std::string end = "\n" + base64(packet(good_parts()));
  for (const std::string_view line :
       {"{\n", "{\\\"\\\n", "{\"\\\n", "{}\n{\n", "{ \"\"\n", "{{}{}{}{}\n", "{\"a\":{}\n"}) {
    std::string text;
    while (text.size() + line.size() + end.size() < max_keybase_text_bytes) text += line;
    CHECK(found(text + end) == "refuted: signed text not shown");
  }
}

}  // namespace quorate
