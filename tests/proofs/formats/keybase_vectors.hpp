// Makes keybase.txt files as a Keybase client would, and such as none would.
#pragma once

#include "proofs/crypto/digest.hpp"
#include "proofs/crypto/ed25519.hpp"
#include "proofs/encoding/base64.hpp"
#include "proofs/encoding/json.hpp"
#include "proofs/formats/keybase.hpp"
#include "tests/show.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quorate::keybase_vectors {

inline constexpr Ed25519Seed seed = {7, 7, 7};
inline constexpr Ed25519Seed other_seed = {8, 8, 8};
inline constexpr std::string_view host = "alice.example";
inline constexpr std::int64_t made_at = 1'700'000'000;
inline constexpr std::int64_t lasts = 504'576'000;

inline Bytes& operator+=(Bytes& bytes, ByteView more) {
  bytes.insert(bytes.end(), more.begin(), more.end());
  return bytes;
}
inline Bytes& operator+=(Bytes& bytes, std::string_view more) { return bytes += as_bytes(more); }

// MessagePack of up to 15 members or items, names up to 31 characters, bytes up to 65535, numbers up to
// 65535.
inline Bytes pack_text(std::string_view text) {
  Bytes out{static_cast<std::uint8_t>(0xa0 + text.size())};
  return out += text;
}
inline Bytes pack_bytes(ByteView bytes) {
  Bytes out;
  if (bytes.size() > 0xff) {
    out = {0xc5, static_cast<std::uint8_t>(bytes.size() >> 8), static_cast<std::uint8_t>(bytes.size())};
  } else {
    out = {0xc4, static_cast<std::uint8_t>(bytes.size())};
  }
  return out += bytes;
}
inline Bytes pack_number(std::uint64_t number) {
  if (number <= 0x7f) return {static_cast<std::uint8_t>(number)};
  if (number <= 0xff) return {0xcc, static_cast<std::uint8_t>(number)};
  return {0xcd, static_cast<std::uint8_t>(number >> 8), static_cast<std::uint8_t>(number)};
}
inline Bytes pack_boolean(bool truth) { return {static_cast<std::uint8_t>(truth ? 0xc3 : 0xc2)}; }
inline Bytes pack_nil() { return {0xc0}; }

using Members = std::vector<std::pair<std::string_view, Bytes>>;
inline Bytes pack_map(const Members& members) {
  Bytes out{static_cast<std::uint8_t>(0x80 + members.size())};
  for (const auto& [name, value] : members) (out += pack_text(name)) += value;
  return out;
}
inline Bytes pack_array(const std::vector<Bytes>& items) {
  Bytes out{static_cast<std::uint8_t>(0x90 + items.size())};
  for (const Bytes& item : items) out += item;
  return out;
}

inline Bytes kid_of(const Ed25519Seed& of) {
  Bytes kid{0x01, 0x20};
  kid += ByteView(ed25519_public(of));
  kid.push_back(0x0a);
  return kid;
}

inline std::string base64(ByteView bytes) {
  std::string text = encode_base64url(bytes);
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  while (text.size() % 4 != 0) text += '=';
  return text;
}

// What a packet is made of; tests change a part and see what becomes of it.
struct PacketParts {
  Ed25519Seed signer = seed;
  Bytes kid = kid_of(seed);
  Bytes payload;
  std::uint64_t tag = 514;
  std::uint64_t version = 1;
  std::uint64_t signature_type = 32;
  std::uint64_t hash_type = 10;
  bool detached = true;
  bool with_hash = true;
  std::uint64_t packet_hash_type = 8;
  Members more_in_body;
};

inline Members packet_members(const PacketParts& parts, ByteView hash) {
  Members body = {{"detached", pack_boolean(parts.detached)},
                  {"hash_type", pack_number(parts.hash_type)},
                  {"key", pack_bytes(parts.kid)},
                  {"payload", pack_bytes(parts.payload)},
                  {"sig", pack_bytes(sign_ed25519(parts.signer, parts.payload))},
                  {"sig_type", pack_number(parts.signature_type)}};
  body.insert(body.end(), parts.more_in_body.begin(), parts.more_in_body.end());
  Members packet = {{"body", pack_map(body)}};
  if (parts.with_hash)
    packet.emplace_back(
        "hash", pack_map({{"type", pack_number(parts.packet_hash_type)}, {"value", pack_bytes(hash)}}));
  packet.emplace_back("tag", pack_number(parts.tag));
  packet.emplace_back("version", pack_number(parts.version));
  return packet;
}

inline Bytes packet(const PacketParts& parts) {
  const auto hash = sha256(pack_map(packet_members(parts, {})));
  return pack_map(packet_members(parts, hash));
}

// What a statement is made of.
struct StatementParts {
  std::string service = R"({"hostname":"alice.example","protocol":"https:"})";
  std::string type = "web_service_binding";
  int version = 1;
  std::string kid = encode_hex(kid_of(seed));
  std::string username = "alice";
  std::string ctime = std::to_string(made_at);
  std::string expire_in = std::to_string(lasts);
  std::string prev = "\"" + std::string(64, 'a') + "\"";
  std::string seqno = "8";
  std::string tag = "signature";
};

inline std::string service_of(std::string_view name, std::string_view protocol = "https:") {
  return R"({"hostname":")" + std::string(name) + R"(","protocol":")" + std::string(protocol) + R"("})";
}

inline std::string statement(const StatementParts& parts = {}) {
  return R"({"body":{"key":{"host":"keybase.io","kid":")" + parts.kid + R"(","uid":"00","username":")" +
         parts.username + R"("},"service":)" + parts.service + R"(,"type":")" + parts.type +
         R"(","version":)" + std::to_string(parts.version) +
         R"(},"client":{"name":"test","version":"1.0.0"},"ctime":)" + parts.ctime + R"(,"expire_in":)" +
         parts.expire_in + R"(,"prev":)" + parts.prev + R"(,"seqno":)" + parts.seqno + R"(,"tag":")" +
         parts.tag + R"("})";
}

// The outer link of sigver 2 over an inner statement.
struct LinkParts {
  std::uint64_t version = 2;
  std::uint64_t seqno = 8;
  Bytes prev = pack_bytes(Bytes(32, 0xaa));
  std::uint64_t type = 2;
  std::vector<Bytes> more = {pack_number(1), pack_boolean(false)};
};

inline Bytes outer_link(std::string_view inner, const LinkParts& parts = {}) {
  std::vector<Bytes> items = {pack_number(parts.version), pack_number(parts.seqno), parts.prev,
                              pack_bytes(sha256(as_bytes(inner))), pack_number(parts.type)};
  items.insert(items.end(), parts.more.begin(), parts.more.end());
  return pack_array(items);
}

inline std::string pretty(std::string_view compact) {
  constexpr std::size_t depth = 16;
  return json::write_pretty(json::parse(compact, depth).value());
}

// The text around one proof, as the site shows it.
inline std::string file(std::string_view shown, std::string_view block) {
  return "==================================================================\n"
         "https://keybase.io/alice\n"
         "--------------------------------------------------------------------\n\n"
         "I hereby claim:\n\n  * I am an admin of https://alice.example\n\n"
         "To do so, I am signing this object:\n\n" +
         std::string(shown) + "\n\nwhich yields the signature:\n\n" + std::string(block) +
         "\n\nAnd finally, I am proving ownership of this host by posting or\nappending to this document.\n\n"
         "==================================================================\n";
}

inline Bytes packet_of(Bytes payload) {
  PacketParts parts;
  parts.payload = std::move(payload);
  return packet(parts);
}
inline Bytes as_payload(std::string_view text) { return {as_bytes(text).begin(), as_bytes(text).end()}; }

inline std::string file_v1(const StatementParts& parts = {}) {
  const std::string inner = statement(parts);
  return file(pretty(inner), base64(packet_of(as_payload(inner))));
}
inline std::string file_v2(StatementParts parts = {}, const LinkParts& link = {}) {
  parts.version = 2;
  const std::string inner = statement(parts);
  return file(pretty(inner), base64(packet_of(outer_link(inner, link))));
}

// The one proof of the text, as a report would say it; how many there are where it is not one.
inline std::string found(std::string_view text, std::string_view asked = host) {
  const auto proofs = examine_keybase(text, asked);
  if (proofs.size() != 1) return std::to_string(proofs.size()) + " proofs";
  return summary(proofs.front().verdict);
}

inline bool proves(std::string_view text) {
  for (const KeybaseProof& proof : examine_keybase(text, host))
    if (proof.verdict.outcome == Outcome::proven) return true;
  return false;
}

inline std::string with(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

inline std::string with_payload(std::string_view shown, Bytes payload) {
  return file(shown, base64(packet_of(std::move(payload))));
}

inline std::string with_packet(const PacketParts& parts) {
  return file(pretty(statement()), base64(packet(parts)));
}

inline PacketParts good_parts() {
  PacketParts parts;
  parts.payload = as_payload(statement());
  return parts;
}

}  // namespace quorate::keybase_vectors
