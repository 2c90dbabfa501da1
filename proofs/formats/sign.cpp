#include "proofs/formats/sign.hpp"

#include "proofs/formats/badge.hpp"

#include <algorithm>

namespace quorate {
namespace {

std::string sign_token(std::string_view typ, const json::Value& claims, const Ed25519Seed& seed) {
  const PublicKey key = public_key(seed);
  const json::Value header = json::Value::object({{"alg", json::Value::string("EdDSA")},
                                                  {"jwk", to_jwk(key)},
                                                  {"kid", json::Value::string(kid(key))},
                                                  {"typ", json::Value::string(typ)}});
  std::string token =
      encode_base64url(as_bytes(json::write(header))) + "." + encode_base64url(as_bytes(json::write(claims)));
  const auto signature = sign_ed25519(seed, as_bytes(token));
  return token.append(".").append(encode_base64url(signature));
}

json::Value uris(std::vector<Account> accounts) {
  std::sort(accounts.begin(), accounts.end());
  json::Value list = json::Value::array();
  for (const Account& account : accounts) list.add(json::Value::string(account.uri()));
  return list;
}

Result<std::string> checked(std::string token) {
  const VerifiedToken verified = verify_token(token);
  if (const auto* rejected = std::get_if<RejectedToken>(&verified)) {
    return Error{Code::bad_argument, std::string(text(rejected->reason)) + ": " + rejected->detail};
  }
  return token;
}

}  // namespace

PublicKey public_key(const Ed25519Seed& seed) {
  PublicKey key;
  key.x = ed25519_public(seed);
  return key;
}

Result<std::string> sign_statement(const StatementDraft& draft, const Ed25519Seed& seed) {
  json::Value claims = json::Value::object();
  claims.add("iss", json::Value::string(kid(public_key(seed))));
  claims.add("sub", json::Value::string(draft.subject));
  claims.add("iat", json::Value::number(draft.issued_at));
  claims.add("exp", json::Value::number(draft.expires_at));
  claims.add("seq", json::Value::number(draft.seq));
  claims.add("accounts", uris(draft.accounts));
  if (!draft.retired.empty()) claims.add("retired", uris(draft.retired));
  if (!draft.clients.empty()) {
    json::Value clients = json::Value::array();
    for (const ClientKey& client : draft.clients)
      clients.add(
          json::Value::object({{"uri", json::Value::string(client.uri)}, {"jwk", to_jwk(client.key)}}));
    claims.add("clients", std::move(clients));
  }
  if (draft.next) claims.add("next", json::Value::string(*draft.next));
  if (draft.prev) claims.add("prev", json::Value::string(*draft.prev));
  return checked(sign_token("cross-signature+jwt", claims, seed));
}

Result<std::string> sign_revocation(std::string_view subject, UnixTime issued_at, std::string_view reason,
                                    const Ed25519Seed& seed) {
  json::Value claims = json::Value::object();
  claims.add("iss", json::Value::string(kid(public_key(seed))));
  claims.add("sub", json::Value::string(subject));
  claims.add("iat", json::Value::number(issued_at));
  if (!reason.empty()) claims.add("reason", json::Value::string(reason));
  return checked(sign_token("cross-signature-revocation+jwt", claims, seed));
}

Result<std::string> sign_badge(const Account& account, const Statement& statement, const Ed25519Seed& seed) {
  const PublicKey key = public_key(seed);
  if (statement.key != key)
    return Error{Code::bad_argument, "the statement is of another key than the key file: " + statement.kid};
  if (!statement.lists(account))
    return Error{Code::bad_argument,
                 "the statement does not list " + account.uri() + "; sign a new one that does"};
  Badge badge;
  const auto digest = thumbprint(key);
  std::copy_n(digest.begin(), badge.digest.size(), badge.digest.begin());
  badge.seq = statement.seq;
  badge.signature =
      sign_ed25519(seed, as_bytes(badge_message(account, statement.subject, statement.kid, statement.seq)));
  return write_badge(badge);
}

}  // namespace quorate
