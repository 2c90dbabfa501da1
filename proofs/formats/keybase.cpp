#include "proofs/formats/keybase.hpp"

#include "proofs/crypto/digest.hpp"
#include "proofs/encoding/json.hpp"
#include "proofs/formats/keybase_blocks.hpp"
#include "proofs/formats/keybase_packet.hpp"
#include "proofs/formats/keybase_statement.hpp"
#include "proofs/identity/host.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace quorate {
namespace {

// Statements nest four levels; with those of revocations and teams there are a few more.
constexpr std::size_t max_json_depth = 8;

// The kinds of outer link that bind a web service: alone, and together with a revocation.
constexpr std::uint64_t link_type_web_service_binding = 2;
constexpr std::uint64_t link_type_web_service_binding_with_revoke = 9;

// Every OpenPGP packet has the highest bit of its first byte set (RFC 9580 section 4.2).
constexpr std::uint8_t openpgp_packet_bit = 0x80;

Verdict refuted(Reason reason, std::string detail) { return {Outcome::refuted, reason, std::move(detail)}; }

// A statement that the block's own signature covers, or why there is none.
using Signed = std::variant<KeybaseStatement, Verdict>;

Signed read_statement(const json::Value& object, std::int64_t version) {
  auto statement = read_keybase_statement(object);
  if (!statement) return refuted(Reason::malformed_claims, statement.error().detail);
  if (statement->version != version)
    return refuted(Reason::malformed_claims, "the statement and its signature are of different versions");
  return std::move(*statement);
}

// The object before the block. Errors: bad_json.
Result<json::Value> shown_object(const KeybaseBlock& block) {
  if (block.shown.empty()) return Error{Code::bad_json, "no JSON object stands before the signature"};
  auto value = json::parse(block.shown, max_json_depth);
  if (!value)
    return Error{Code::bad_json, "the object before the signature is no JSON: " + value.error().detail};
  return value;
}

// sigver 1: the payload is the statement itself.
Signed signed_statement_v1(ByteView payload, const Result<json::Value>& shown) {
  const auto signed_object = json::parse(as_text(payload), max_json_depth);
  if (!signed_object) return refuted(Reason::malformed_json, signed_object.error().detail);
  if (!shown) return refuted(Reason::signed_text_missing, shown.error().detail);
  if (!same_json(*signed_object, *shown))
    return refuted(Reason::signed_text_missing,
                   "the object before the signature is not the one that was signed");
  return read_statement(*signed_object, 1);
}

bool same_position(const KeybaseOuterLink& link, const KeybaseStatement& statement) {
  if (link.prev.has_value() != statement.prev.has_value()) return false;
  if (link.prev && encode_hex(*link.prev) != *statement.prev) return false;
  return std::cmp_equal(link.seqno, statement.seqno);
}

// sigver 2: the payload holds the SHA-256 of the statement, compact, its members in the order that is shown.
Signed signed_statement_v2(ByteView payload, const Result<json::Value>& shown) {
  const auto link = read_keybase_outer_link(payload);
  if (!link) return refuted(Reason::malformed_packet, link.error().detail);
  if (!shown) return refuted(Reason::signed_text_missing, shown.error().detail);
  if (!std::ranges::equal(sha256(as_bytes(json::write(*shown))), link->curr))
    return refuted(Reason::signed_text_missing,
                   "the object before the signature is not the one that was signed");
  Signed read = read_statement(*shown, 2);
  const auto* statement = std::get_if<KeybaseStatement>(&read);
  if (statement == nullptr) return read;
  if (!same_position(*link, *statement))
    return refuted(Reason::malformed_claims, "seqno or prev is not that of the signature");
  const bool binds =
      link->type == link_type_web_service_binding || link->type == link_type_web_service_binding_with_revoke;
  if (!binds && !statement->host.empty())
    return refuted(Reason::malformed_claims, "type is not that of the signature");
  return read;
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

// `good` when the statement is about the host that was asked, else why it is not.
Verdict judge_service(const KeybaseStatement& statement, std::string_view host, Verdict good) {
  const std::string asked = lower(host);
  const std::string claimed = lower(statement.host);
  if (!claimed.empty() && claimed == asked) return good;
  const std::string detail = "claims " + statement.claimed;
  return refuted(!claimed.empty() && claimed == www_twin(asked) ? Reason::www_twin : Reason::other_service,
                 detail);
}

void fill(KeybaseProof& proof, const KeybaseStatement& statement) {
  proof.username = statement.username;
  proof.claimed = statement.claimed;
  proof.signed_at = statement.signed_at;
  proof.expires_at = statement.expires_at;
}

KeybaseProof examine_nacl(const KeybaseBlock& block, std::string_view host) {
  KeybaseProof proof;
  const auto fail = [&](Verdict verdict) {
    proof.verdict = std::move(verdict);
    return proof;
  };
  const auto bytes = decode_base64(block.base64);
  if (!bytes) return fail(refuted(Reason::malformed_packet, bytes.error().detail));
  const auto packet = read_keybase_packet(*bytes);
  if (!packet) return fail(refuted(Reason::malformed_packet, packet.error().detail));
  proof.kid = encode_hex(packet->kid);
  if (verify_keybase_packet(*packet) != SignatureCheck::good)
    return fail(refuted(Reason::bad_signature, "the packet's signature does not verify"));
  if (packet->hash == PacketHash::wrong)
    return fail(refuted(Reason::malformed_packet, "the packet's hash is not that of the packet"));
  const bool holds_json = !packet->payload.empty() && packet->payload.front() == '{';
  const auto shown = shown_object(block);
  Signed read =
      holds_json ? signed_statement_v1(packet->payload, shown) : signed_statement_v2(packet->payload, shown);
  if (auto* verdict = std::get_if<Verdict>(&read)) return fail(std::move(*verdict));
  const auto& statement = std::get<KeybaseStatement>(read);
  fill(proof, statement);
  if (statement.kid != proof.kid) return fail(refuted(Reason::other_key, "the statement names another key"));
  const std::string detail = statement.claimed + ", Keybase user " + statement.username;
  return fail(judge_service(statement, host, {Outcome::proven, Reason::none, detail}));
}

// Only what the text shows: whether the message holds the same, and who signed it, needs the OpenPGP key.
KeybaseProof examine_openpgp(const KeybaseBlock& block, std::string_view host) {
  KeybaseProof proof;
  const auto fail = [&](Verdict verdict) {
    proof.verdict = std::move(verdict);
    return proof;
  };
  const auto message = decode_base64(block.base64);
  if (!message || message->empty() || (message->front() & openpgp_packet_bit) == 0)
    return fail(refuted(Reason::malformed_packet, "the OpenPGP armour cannot be read"));
  const auto shown = shown_object(block);
  if (!shown) return fail(refuted(Reason::signed_text_missing, shown.error().detail));
  Signed read = read_statement(*shown, 1);
  if (auto* verdict = std::get_if<Verdict>(&read)) return fail(std::move(*verdict));
  const auto& statement = std::get<KeybaseStatement>(read);
  fill(proof, statement);
  const std::string detail =
      "the text shown claims " + statement.claimed + " for Keybase user " + statement.username;
  return fail(judge_service(statement, host, {Outcome::unknown, Reason::openpgp_key_missing, detail}));
}

std::vector<KeybaseProof> over_limit(std::string detail) {
  KeybaseProof proof;
  proof.verdict = {Outcome::unknown, Reason::limit, std::move(detail)};
  return {proof};
}

}  // namespace

std::vector<KeybaseProof> examine_keybase(std::string_view text, std::string_view host) {
  if (text.size() > max_keybase_text_bytes)
    return over_limit("more than " + std::to_string(max_keybase_text_bytes) + " bytes");
  const std::vector<KeybaseBlock> blocks = find_keybase_blocks(text, max_keybase_proofs + 1);
  if (blocks.size() > max_keybase_proofs)
    return over_limit("more than " + std::to_string(max_keybase_proofs) + " signature blocks");
  std::vector<KeybaseProof> proofs;
  for (const KeybaseBlock& block : blocks)
    proofs.push_back(block.kind == KeybaseBlockKind::nacl ? examine_nacl(block, host)
                                                          : examine_openpgp(block, host));
  return proofs;
}

}  // namespace quorate
