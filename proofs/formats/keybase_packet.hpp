// Turns the bytes of a Keybase NaCl signature packet into its parts, and its payload into the outer link of
// sigver 2.
#pragma once

#include "proofs/crypto/ed25519.hpp"
#include "proofs/encoding/base64.hpp"
#include "proofs/result.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace quorate {

//   {"body": {"detached": true, "hash_type": 10, "key": KID, "payload": BYTES, "sig": 64 bytes, "sig_type":
//   32},
//    "hash": {"type": 8, "value": 32 bytes}?, "tag": 514, "version": 1} (MessagePack)
//   KID = 0x01 0x20 || Ed25519 public key, 32 bytes || 0x0a
//   hash value = SHA-256 of the packet with an empty value in its place; packets before 2016 have none
enum class PacketHash { none, right, wrong };

struct KeybasePacket {
  Bytes kid;
  std::array<std::uint8_t, 32> key{};
  std::array<std::uint8_t, 64> signature{};
  Bytes payload;
  PacketHash hash = PacketHash::none;
};

// Nothing of `bytes` is trusted. Success: the packet has this form; its signature is not looked at, and
// whether its hash is right is for the caller to weigh. Errors: bad_encoding; bad_key where the key is of
// another kind.
Result<KeybasePacket> read_keybase_packet(ByteView bytes);

// The packet's signature over its payload, by the program's one rule.
SignatureCheck verify_keybase_packet(const KeybasePacket& packet);

//   [2, seqno, prev: 32 bytes or nil, curr: 32 bytes, type, (seq type, ignore if unsupported, 2 more)?]
//   (MessagePack)
struct KeybaseOuterLink {
  std::uint64_t seqno = 0;
  std::optional<Bytes> prev;
  Bytes curr;  // SHA-256 of the inner JSON
  std::uint64_t type = 0;
};

// The payload of a packet of sigver 2; untrusted. Errors: bad_encoding.
Result<KeybaseOuterLink> read_keybase_outer_link(ByteView payload);

}  // namespace quorate
