#include "proofs/formats/keybase.hpp"

#include "tests/proofs/formats/keybase_vectors.hpp"
#include "tests/show.hpp"

namespace quorate {

using namespace keybase_vectors;

TEST_CASE("examine keybase: a good file of either version, proven with its contents") {
  for (const std::string& text : {file_v1(), file_v2()}) {
    const auto proofs = examine_keybase(text, host);
    REQUIRE(proofs.size() == 1);
    CHECK(summary(proofs[0].verdict) == "proven");
    CHECK(proofs[0].kid == encode_hex(kid_of(seed)));
    CHECK(proofs[0].username == "alice");
    CHECK(proofs[0].claimed == "https://alice.example");
    CHECK(proofs[0].signed_at == made_at);
    CHECK(proofs[0].expires_at == made_at + lasts);
  }
}

TEST_CASE("examine keybase: a packet without hash, proven; with a wrong one, refuted") {
  PacketParts parts = good_parts();
  parts.with_hash = false;
  CHECK(found(with_packet(parts)) == "proven");
  Bytes packet_with_hash = packet(good_parts());
  const std::size_t last_of_hash = packet_with_hash.size() - (1 + 3 + 3) - (1 + 7 + 1) - 1;
  packet_with_hash[last_of_hash] ^= 1;
  CHECK(found(file(pretty(statement()), base64(packet_with_hash))) == "refuted: malformed: packet");
}

TEST_CASE(
    "examine keybase: host in other letter case, http, shown compactly, members in another order, proven") {
  CHECK(found(file_v1(), "ALICE.example") == "proven");
  CHECK(found(file_v2({.service = service_of("Alice.EXAMPLE")})) == "proven");
  CHECK(found(file_v1({.service = service_of(host, "http:")})) == "proven");
  CHECK(found(with_payload(statement(), as_payload(statement()))) == "proven");
  const std::string reordered =
      with(statement(), service_of(host), R"({"protocol":"https:","hostname":"alice.example"})");
  CHECK(found(with_payload(pretty(reordered), as_payload(statement()))) == "proven");
}

TEST_CASE("examine keybase: front matter, no rules, CRLF, spaces around lines, wrapped base64, proven") {
  CHECK(found("---\nlayout: none\n---\n" + pretty(statement()) + "\n\n" + base64(packet(good_parts()))) ==
        "proven");
  std::string crlf;
  for (const char c : file_v2()) crlf += c == '\n' ? std::string(" \r\n\t") : std::string(1, c);
  CHECK(found(crlf) == "proven");
  CHECK(found("{% raw %}\n" + with(file_v1(), "\n\nwhich", "\n{% endraw %}\n{{ page.title }}\n\nwhich")) ==
        "proven");
  for (const std::size_t width : {1U, 7U, 64U, 76U}) {
    const std::string text = base64(packet(good_parts()));
    std::string wrapped;
    for (std::size_t i = 0; i < text.size(); i += width) wrapped += text.substr(i, width) + "\n";
    CHECK(found(file(pretty(statement()), wrapped)) == "proven");
  }
}

TEST_CASE("examine keybase: outer links of every length in use, first link, with a revocation, proven") {
  CHECK(found(file_v2({}, {.more = {}})) == "proven");
  CHECK(found(file_v2({}, {.more = {pack_number(1)}})) == "proven");
  CHECK(found(file_v2({}, {.more = {pack_number(1), pack_boolean(false), pack_number(3), pack_nil()}})) ==
        "proven");
  CHECK(found(file_v2({}, {.type = 9})) == "proven");
  CHECK(found(file_v2({.prev = "null", .seqno = "1"}, {.seqno = 1, .prev = pack_nil()})) == "proven");
}

TEST_CASE("examine keybase: another host, refuted") {
  for (const std::string_view claimed :
       {"bob.example", "alice.example.evil.example", "lice.example", "alice.example.", "alice.example:443",
        "alice", "alice.example/", "www.www.alice.example", "wwwalice.example", "@alice.example",
        "xn--alice.example"}) {
    INFO(claimed);
    CHECK(found(file_v1({.service = service_of(claimed)})) == "refuted: other service");
    CHECK(found(file_v2({.service = service_of(claimed)})) == "refuted: other service");
  }
  CHECK(examine_keybase(file_v1({.service = service_of("bob.example")}), host)[0].claimed ==
        "https://bob.example");
  CHECK(found(file_v1(), "") == "refuted: other service");
  CHECK(found(file_v1({.service = R"({"name":"github","username":"alice"})"}), "") ==
        "refuted: other service");
}

TEST_CASE("examine keybase: the www. twin, refuted by that name, either way round") {
  CHECK(found(file_v1({.service = service_of("www.alice.example")})) == "refuted: www twin");
  CHECK(found(file_v2({.service = service_of("WWW.alice.example")})) == "refuted: www twin");
  CHECK(found(file_v1(), "www.alice.example") == "refuted: www twin");
  const auto proofs = examine_keybase(file_v1(), "www.alice.example");
  CHECK(proofs[0].verdict.detail.find("https://alice.example") != std::string::npos);
}

TEST_CASE("examine keybase: another service or kind of statement, refuted") {
  for (const std::string_view service :
       {R"({"name":"github","username":"alice.example"})", R"({"domain":"alice.example","protocol":"dns"})",
        R"({"hostname":"alice.example","protocol":"dns"})", R"({"hostname":"alice.example"})",
        R"({"hostname":"alice.example","protocol":"https"})", R"({"hostname":"alice.example","protocol":1})",
        R"({"hostname":"alice.example","name":"github","protocol":"https:"})",
        R"({"domain":"bob.example","hostname":"alice.example","protocol":"https:"})", "{}"}) {
    INFO(service);
    CHECK(found(file_v1({.service = std::string(service)})) == "refuted: other service");
    CHECK(found(file_v2({.service = std::string(service)})) == "refuted: other service");
  }
  CHECK(found(file_v1({.type = "track"})) == "refuted: other service");
  CHECK(found(file_v2({.type = "track"}, {.type = 3})) == "refuted: other service");
}

TEST_CASE("examine keybase: a statement of another key, refuted") {
  CHECK(found(file_v1({.kid = encode_hex(kid_of(other_seed))})) == "refuted: other key");
  CHECK(found(file_v2({.kid = encode_hex(kid_of(other_seed))})) == "refuted: other key");
  CHECK(found(file_v1({.kid = ""})) == "refuted: other key");
  PacketParts forged = good_parts();
  forged.signer = other_seed;
  CHECK(found(with_packet(forged)) == "refuted: bad signature");
  forged.kid = kid_of(other_seed);
  CHECK(found(with_packet(forged)) == "refuted: other key");
}

TEST_CASE("examine keybase: shown text that is missing, different or no JSON, refuted") {
  const std::string bob = pretty(statement({.service = service_of("bob.example")}));
  CHECK(found(base64(packet(good_parts()))) == "refuted: signed text not shown");
  CHECK(found(with_payload(bob, as_payload(statement()))) == "refuted: signed text not shown");
  CHECK(found(with_payload(pretty(statement()),
                           as_payload(statement({.service = service_of("bob.example")})))) ==
        "refuted: signed text not shown");
  const std::string inner = statement({.version = 2});
  CHECK(found(with_payload(bob, outer_link(inner))) == "refuted: signed text not shown");
  CHECK(found(file("", base64(packet_of(outer_link(inner))))) == "refuted: signed text not shown");
  CHECK(found(with(file_v2(), "\"body\"",
                   "\xe2\x80\x9c"
                   "body\xe2\x80\x9d")) == "refuted: signed text not shown");
  CHECK(found(with(file_v2(), "\"alice\"", "\"alice\", \"uid\": \"00\"")) ==
        "refuted: signed text not shown");
  CHECK(found(with(file_v1(), "\"alice\"", "\"alice\", \"uid\": \"00\"")) ==
        "refuted: signed text not shown");
  CHECK(found(with(file_v1(), "\"seqno\": 8", "\"seqno\": 8.0")) == "refuted: signed text not shown");
  CHECK(found(with(file_v1(), "\"tag\"", "\"extra\": 1, \"tag\"")) == "refuted: signed text not shown");
}

TEST_CASE(
    "examine keybase: sigver 2 with shown members in another order, refuted: the order is what was signed") {
  const std::string inner = statement({.version = 2});
  const std::string reordered =
      with(inner, service_of(host), R"({"protocol":"https:","hostname":"alice.example"})");
  CHECK(found(with_payload(pretty(reordered), outer_link(inner))) == "refuted: signed text not shown");
}

TEST_CASE("examine keybase: outer link and statement that differ, refuted") {
  CHECK(found(file_v2({}, {.seqno = 9})) == "refuted: malformed: claims");
  CHECK(found(file_v2({}, {.prev = pack_bytes(Bytes(32, 0xab))})) == "refuted: malformed: claims");
  CHECK(found(file_v2({}, {.prev = pack_nil()})) == "refuted: malformed: claims");
  CHECK(found(file_v2({.prev = "null"})) == "refuted: malformed: claims");
  CHECK(found(file_v2({}, {.type = 3})) == "refuted: malformed: claims");
  CHECK(found(file_v1({.version = 2})) == "refuted: malformed: claims");
  const std::string inner = statement();
  CHECK(found(with_payload(pretty(inner), outer_link(inner))) == "refuted: malformed: claims");
}

TEST_CASE("examine keybase: outer links of another form, refuted") {
  for (const LinkParts& link :
       {LinkParts{.version = 3}, LinkParts{.prev = pack_bytes(Bytes(31, 0xaa))},
        LinkParts{.prev = pack_number(1)}, LinkParts{.more = std::vector<Bytes>(5, pack_nil())}})
    CHECK(found(file_v2({}, link)) == "refuted: malformed: packet");
}

TEST_CASE("examine keybase: statements that lack what they must have, refuted") {
  for (const StatementParts& parts :
       {StatementParts{.username = ""}, StatementParts{.username = "al ice"},
        StatementParts{.username = "alic\xc3\xa9"}, StatementParts{.username = std::string(65, 'a')},
        StatementParts{.ctime = "1.5"}, StatementParts{.ctime = "-1"},
        StatementParts{.ctime = "1700000000000"}, StatementParts{.ctime = "\"1700000000\""},
        StatementParts{.expire_in = "-5"}, StatementParts{.expire_in = "9223372036854775807"},
        StatementParts{.expire_in = "null"}, StatementParts{.prev = "1"}, StatementParts{.seqno = "0"},
        StatementParts{.tag = "other"}, StatementParts{.service = "1"},
        StatementParts{.service = service_of("")},
        StatementParts{.service = service_of(std::string(254, 'a'))}}) {
    INFO(statement(parts));
    CHECK(found(file_v1(parts)) == "refuted: malformed: claims");
  }
  for (const std::string_view nothing : {"{}", R"({"body":[]})", R"({"tag":"signature"})"})
    CHECK(found(with_payload(nothing, as_payload(nothing))) == "refuted: malformed: claims");
}

TEST_CASE("examine keybase: packets of another form, refuted") {
  std::vector<PacketParts> bad(10, good_parts());
  bad[0].tag = 513;
  bad[1].version = 2;
  bad[2].signature_type = 33;
  bad[3].hash_type = 8;
  bad[4].detached = false;
  bad[5].packet_hash_type = 10;
  bad[6].more_in_body = {{"version", pack_number(2)}};
  bad[7].kid.front() = 0x02;
  bad[8].kid.back() = 0x0b;
  bad[9].kid.pop_back();
  for (const PacketParts& parts : bad) CHECK(found(with_packet(parts)) == "refuted: malformed: packet");
  Bytes longer = packet(good_parts());
  longer.push_back(0);
  CHECK(found(file(pretty(statement()), base64(longer))) == "refuted: malformed: packet");
}

TEST_CASE("examine keybase: an OpenPGP message, judged by what is shown, never proven") {
  // An OpenPGP packet header and some bytes; nothing of it is read.
  const std::string armour =
      "-----BEGIN PGP MESSAGE-----\nVersion: test 1\n\nowGtkmtQVGUYxxcy\nB5dR\n=6ff9\n"
      "-----END PGP MESSAGE-----";
  const auto at = [&](std::string_view claimed) {
    return file(pretty(statement({.service = service_of(claimed)})), armour);
  };
  CHECK(found(at(host)) == "unknown: OpenPGP key not at hand");
  CHECK(found(at("bob.example")) == "refuted: other service");
  CHECK(found(at("www.alice.example")) == "refuted: www twin");
  CHECK(found(file("", armour)) == "refuted: signed text not shown");
  CHECK(found(file("{}", armour)) == "refuted: malformed: claims");
  CHECK(found(with(at(host), "-----END PGP MESSAGE-----", "")) == "refuted: malformed: packet");
  CHECK(found(with(at(host), "END PGP MESSAGE", "END PGP SIGNATURE")) == "refuted: malformed: packet");
  CHECK(found(with(at(host), "owGt", "not base64")) == "refuted: malformed: packet");
  CHECK(found(with(at(host), "B5dR", "not base64\nB5dR")) == "refuted: malformed: packet");
  CHECK(found(with(at(host), "owGt", "AAAA")) == "refuted: malformed: packet");
  CHECK(found(with(at(host), "owGtkmtQVGUYxxcy\nB5dR\n", "")) == "refuted: malformed: packet");
  const auto proofs = examine_keybase(at(host), host);
  CHECK(proofs.at(0).kid.empty());
  CHECK(proofs.at(0).username == "alice");
  CHECK(proofs.at(0).claimed == "https://alice.example");
}

TEST_CASE("examine keybase: nothing, prose, HTML, JSON alone, short base64, no proof") {
  for (const std::string& text :
       {std::string(), std::string("\n\n"), std::string("This site has no proof.\n"), pretty(statement()),
        std::string("<!DOCTYPE html><html><body><pre>404 not found</pre></body></html>"),
        std::string("c29tZQ==\nshort\nwords\n"), std::string(1000, '='), std::string(1000, '\0'),
        std::string(100'000, '{')})
    CHECK(found(text) == "0 proofs");
}

TEST_CASE("examine keybase: words on their own lines right above the block, do not hide it") {
  CHECK(found(with(file_v1(), "which yields the signature:\n\n", "Signature\n")) == "proven");
}

}  // namespace quorate
