#include "proofs/formats/keybase_packet.hpp"

#include "proofs/crypto/digest.hpp"
#include "proofs/encoding/msgpack.hpp"

#include <algorithm>

namespace quorate {
namespace {

// A packet is a map in a map, an outer link an array of plain values.
constexpr std::size_t max_packet_depth = 2;
constexpr std::size_t max_link_depth = 1;

constexpr std::uint64_t packet_version = 1;
constexpr std::uint64_t signature_tag = 514;
constexpr std::uint64_t eddsa_signature_type = 32;
constexpr std::uint64_t payload_hash_type = 10;  // SHA-512, the one inside Ed25519
constexpr std::uint64_t packet_hash_type = 8;    // SHA-256, numbered as in OpenPGP

constexpr std::size_t kid_size = 35;
constexpr std::uint8_t kid_version = 0x01;
constexpr std::uint8_t kid_eddsa = 0x20;
constexpr std::uint8_t kid_suffix = 0x0a;
constexpr std::size_t sha256_size = 32;

// The link's shortest form in the wild ends with its type; later clients added up to four items.
constexpr std::size_t min_link_items = 5;
constexpr std::size_t max_link_items = 9;
constexpr std::uint64_t link_version = 2;

Error bad(std::string why) { return {Code::bad_encoding, "packet: " + std::move(why)}; }

using Names = std::initializer_list<std::string_view>;

// Whether the map's members are exactly the required ones and perhaps the optional one.
bool has_members(const msgpack::Value& map, Names required, std::string_view optional = {}) {
  std::size_t known = 0;
  for (const std::string_view name : required) {
    if (map.find(name) == nullptr) return false;
    ++known;
  }
  if (!optional.empty() && map.find(optional) != nullptr) ++known;
  return map.members().size() == known;
}

bool is_number(const msgpack::Value& map, std::string_view name, std::uint64_t number) {
  return map.find(name)->integer() == number;
}

// The member's bytes when they are as many as they should be.
std::optional<ByteView> bytes_of(const msgpack::Value& map, std::string_view name, std::size_t size) {
  const auto bytes = map.find(name)->bytes();
  if (!bytes || bytes->size() != size) return std::nullopt;
  return bytes;
}

// SPEC: the hash covers the packet with an empty value. Encodings are the shortest, so that is the packet
// itself with "c4 20 value" replaced by "c4 00".
bool hash_is_right(ByteView packet, ByteView value) {
  const auto begin = static_cast<std::size_t>(value.data() - packet.data());
  Bytes emptied(packet.begin(), packet.begin() + static_cast<std::ptrdiff_t>(begin));
  emptied.back() = 0;
  emptied.insert(emptied.end(), value.data() + value.size(), packet.data() + packet.size());
  return std::ranges::equal(sha256(emptied), value);
}

Result<PacketHash> read_hash(ByteView packet, const msgpack::Value& hash) {
  if (!has_members(hash, {"type", "value"}) || !is_number(hash, "type", packet_hash_type))
    return bad("the hash is of another form");
  const auto value = bytes_of(hash, "value", sha256_size);
  if (!value) return bad("the hash is of another size");
  return hash_is_right(packet, *value) ? PacketHash::right : PacketHash::wrong;
}

Result<KeybasePacket> read_body(const msgpack::Value& body) {
  if (!has_members(body, {"detached", "hash_type", "key", "payload", "sig", "sig_type"}))
    return bad("the body has other members");
  if (body.find("detached")->boolean() != true || !is_number(body, "hash_type", payload_hash_type) ||
      !is_number(body, "sig_type", eddsa_signature_type))
    return bad("another type of signature");
  const auto kid = bytes_of(body, "key", kid_size);
  if (!kid || kid->front() != kid_version || (*kid)[1] != kid_eddsa || kid->back() != kid_suffix)
    return Error{Code::bad_key, "packet: not an Ed25519 key"};
  const auto signature = bytes_of(body, "sig", std::tuple_size_v<decltype(KeybasePacket::signature)>);
  const auto payload = body.find("payload")->bytes();
  if (!signature || !payload) return bad("signature or payload of another form");
  KeybasePacket packet;
  packet.kid.assign(kid->begin(), kid->end());
  std::ranges::copy(kid->subspan(2, packet.key.size()), packet.key.begin());
  std::ranges::copy(*signature, packet.signature.begin());
  packet.payload.assign(payload->begin(), payload->end());
  return packet;
}

}  // namespace

Result<KeybasePacket> read_keybase_packet(ByteView bytes) {
  const auto map = msgpack::parse(bytes, max_packet_depth);
  if (!map) return map.error();
  if (!has_members(*map, {"body", "tag", "version"}, "hash")) return bad("other members");
  if (!is_number(*map, "version", packet_version) || !is_number(*map, "tag", signature_tag))
    return bad("another version or tag");
  auto packet = read_body(*map->find("body"));
  const msgpack::Value* hash = map->find("hash");
  if (!packet || hash == nullptr) return packet;
  const auto compared = read_hash(bytes, *hash);
  if (!compared) return compared.error();
  packet->hash = *compared;
  return packet;
}

SignatureCheck verify_keybase_packet(const KeybasePacket& packet) {
  return verify_ed25519(packet.key, packet.payload, packet.signature);
}

Result<KeybaseOuterLink> read_keybase_outer_link(ByteView payload) {
  const auto array = msgpack::parse(payload, max_link_depth);
  if (!array) return array.error();
  const std::vector<msgpack::Value>& items = array->items();
  if (items.size() < min_link_items || items.size() > max_link_items) return bad("no outer link");
  if (items[0].integer() != link_version) return bad("an outer link of another version");
  const auto seqno = items[1].integer();
  const auto prev = items[2].bytes();
  const auto curr = items[3].bytes();
  const auto type = items[4].integer();
  const bool no_prev = items[2].kind() == msgpack::Kind::nil;
  if (!seqno || !(no_prev || (prev && prev->size() == sha256_size)) || !curr || curr->size() != sha256_size ||
      !type)
    return bad("an outer link of another form");
  KeybaseOuterLink link{*seqno, std::nullopt, Bytes(curr->begin(), curr->end()), *type};
  if (prev) link.prev = Bytes(prev->begin(), prev->end());
  return link;
}

}  // namespace quorate
