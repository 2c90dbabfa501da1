#include "proofs/formats/statement.hpp"

#include "proofs/crypto/ed25519.hpp"
#include "proofs/crypto/es256.hpp"
#include "proofs/formats/claims.hpp"

#include <algorithm>

namespace quorate {
namespace {

constexpr std::size_t max_token_bytes = 16 * 1024;  // statement.md section 1
constexpr std::size_t max_json_depth = 8;           // statement.md section 1
constexpr std::string_view statement_typ = "cross-signature+jwt";
constexpr std::string_view revocation_typ = "cross-signature-revocation+jwt";

RejectedToken reject(Reason reason, std::string detail) { return {reason, std::move(detail)}; }

// The decoded parts of a compact JWS. Nothing in it is trusted.
struct Envelope {
  json::Value header;
  json::Value claims;
  std::string payload;
  Bytes signature;
  std::string_view signed_bytes;  // "header.claims" as it stood
};

struct Signer {
  PublicKey key;
  std::string kid;
  bool revokes = false;
};

// SPEC: statement.md section 1, the stage "encoding".
std::variant<Envelope, RejectedToken> open(std::string_view token) {
  if (token.size() > max_token_bytes) return reject(Reason::malformed_size, "longer than 16 KiB");
  const std::size_t first = token.find('.');
  const std::size_t second = first == token.npos ? token.npos : token.find('.', first + 1);
  if (second == token.npos || token.find('.', second + 1) != token.npos)
    return reject(Reason::malformed_base64, "a statement has three parts with dots between them");
  const auto header = decode_base64url(token.substr(0, first));
  if (!header) return reject(Reason::malformed_base64, "header: " + header.error().detail);
  const auto payload = decode_base64url(token.substr(first + 1, second - first - 1));
  if (!payload) return reject(Reason::malformed_base64, "claims: " + payload.error().detail);
  auto signature = decode_base64url(token.substr(second + 1));
  if (!signature) return reject(Reason::malformed_base64, "signature: " + signature.error().detail);
  auto header_json = json::parse(as_text(*header), max_json_depth);
  if (!header_json) return reject(Reason::malformed_json, "header: " + header_json.error().detail);
  auto claims_json = json::parse(as_text(*payload), max_json_depth);
  if (!claims_json) return reject(Reason::malformed_json, "claims: " + claims_json.error().detail);
  return Envelope{std::move(*header_json), std::move(*claims_json), std::string(as_text(*payload)),
                  std::move(*signature), token.substr(0, second)};
}

// SPEC: statement.md section 1, the stages "header" and "kid": exactly typ, alg, jwk and kid; the key decides
// the algorithm (RFC 8725 section 3.1) and nothing in the header is ever fetched.
std::variant<Signer, RejectedToken> read_header(const json::Value& header) {
  const auto bad = [](std::string why) { return reject(Reason::malformed_header, std::move(why)); };
  if (!header.is_object()) return bad("not an object");
  for (const json::Member& member : header.members())
    if (member.first != "typ" && member.first != "alg" && member.first != "jwk" && member.first != "kid")
      return bad("the member \"" + member.first + "\" is not allowed");
  const std::string* typ = header.find_string("typ");
  const std::string* alg = header.find_string("alg");
  const std::string* named_kid = header.find_string("kid");
  const json::Value* jwk = header.find("jwk");
  if (typ == nullptr || alg == nullptr || named_kid == nullptr || jwk == nullptr)
    return bad("typ, alg, jwk and kid are required");
  if (*typ != statement_typ && *typ != revocation_typ) return bad("typ is \"" + *typ + "\"");
  const auto key = key_from_jwk(*jwk);
  if (!key) return bad(key.error().detail);
  const std::string_view wanted_alg = key->curve == Curve::ed25519 ? "EdDSA" : "ES256";
  if (*alg != wanted_alg)
    return bad("alg is \"" + *alg + "\" where the key asks for " + std::string(wanted_alg));
  Signer signer{*key, kid(*key), *typ == revocation_typ};
  if (*named_kid != signer.kid)
    return reject(Reason::malformed_kid, "kid is not the thumbprint of jwk, which is " + signer.kid);
  return signer;
}

SignatureCheck check_signature(const PublicKey& key, std::string_view message, const Bytes& signature) {
  if (signature.size() != 64) return SignatureCheck::bad;
  if (key.curve == Curve::p256) return verify_es256(key, as_bytes(message), signature);
  return verify_ed25519(key.x, as_bytes(message), Ed25519Signature(signature.data(), 64));
}

}  // namespace

bool Statement::lists(const Account& account) const {
  return std::find(accounts.begin(), accounts.end(), account) != accounts.end();
}
bool Statement::retires(const Account& account) const {
  return std::find(retired.begin(), retired.end(), account) != retired.end();
}

// The one maker of verified tokens.
struct TokenVerifier {
  static VerifiedToken verify(std::string_view token) {
    auto opened = open(token);
    if (auto* rejected = std::get_if<RejectedToken>(&opened)) return std::move(*rejected);
    Envelope& envelope = std::get<Envelope>(opened);
    auto read = read_header(envelope.header);
    if (auto* rejected = std::get_if<RejectedToken>(&read)) return std::move(*rejected);
    const Signer& signer = std::get<Signer>(read);
    if (check_signature(signer.key, envelope.signed_bytes, envelope.signature) == SignatureCheck::bad)
      return reject(Reason::bad_signature, "the signature does not verify under " + signer.kid);
    if (signer.revokes) {
      Revocation revocation;
      revocation.key = signer.key;
      revocation.kid = signer.kid;
      revocation.token = token;
      if (auto failed = read_revocation_claims(envelope.claims, revocation)) return std::move(*failed);
      return VerifiedRevocation(std::move(revocation));
    }
    Statement statement;
    statement.key = signer.key;
    statement.kid = signer.kid;
    statement.token = token;
    statement.payload = std::move(envelope.payload);
    if (auto failed = read_statement_claims(envelope.claims, statement)) return std::move(*failed);
    return VerifiedStatement(std::move(statement));
  }
};

VerifiedToken verify_token(std::string_view token) { return TokenVerifier::verify(token); }

}  // namespace quorate
