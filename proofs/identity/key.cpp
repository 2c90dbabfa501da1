#include "proofs/identity/key.hpp"

#include "proofs/crypto/digest.hpp"

#include <algorithm>

namespace quorate {
namespace {

Error bad_key(std::string_view why) { return {Code::bad_key, "key: " + std::string(why)}; }

Result<std::array<std::uint8_t, 32>> coordinate(const json::Value& jwk, std::string_view member) {
  const std::string* value = jwk.find_string(member);
  if (value == nullptr) return bad_key("the member \"" + std::string(member) + "\" is missing");
  const Result<Bytes> bytes = decode_base64url(*value);
  std::array<std::uint8_t, 32> out{};
  if (!bytes || bytes->size() != out.size())
    return bad_key("\"" + std::string(member) + "\" is not 32 bytes in base64url");
  std::copy(bytes->begin(), bytes->end(), out.begin());
  return out;
}

}  // namespace

std::string_view text(KeyKind kind) { return kind == KeyKind::native ? "native" : "keybase"; }

std::array<std::uint8_t, kid_digest_size> thumbprint(const PublicKey& key) {
  // RFC 7638 section 3: the required members only, sorted by name, without spaces.
  const std::string x = encode_base64url(key.x);
  const std::string input =
      key.curve == Curve::ed25519
          ? R"({"crv":"Ed25519","kty":"OKP","x":")" + x + R"("})"
          : R"({"crv":"P-256","kty":"EC","x":")" + x + R"(","y":")" + encode_base64url(key.y) + R"("})";
  return sha256(as_bytes(input));
}

std::string kid(const PublicKey& key) { return std::string(kid_prefix) + encode_base64url(thumbprint(key)); }

Result<std::array<std::uint8_t, kid_digest_size>> parse_kid(std::string_view text) {
  if (!text.starts_with(kid_prefix)) return bad_key("a kid begins with " + std::string(kid_prefix));
  const Result<Bytes> digest = decode_base64url(text.substr(kid_prefix.size()));
  std::array<std::uint8_t, kid_digest_size> out{};
  if (!digest || digest->size() != out.size()) return bad_key("a kid ends with 32 bytes in base64url");
  std::copy(digest->begin(), digest->end(), out.begin());
  return out;
}

bool is_keybase_kid(std::string_view text) {
  constexpr std::size_t digits = 2 * (1 + 1 + 32 + 1);
  const bool hexadecimal = text.find_first_not_of("0123456789abcdef") == text.npos;
  return hexadecimal && text.size() == digits && text.starts_with("0120") && text.ends_with("0a");
}

Result<PublicKey> key_from_jwk(const json::Value& jwk) {
  const std::string* kty = jwk.find_string("kty");
  const std::string* crv = jwk.find_string("crv");
  if (kty == nullptr) return bad_key("\"kty\" is missing");
  if (crv == nullptr) return bad_key("\"crv\" is missing");
  PublicKey key;
  std::size_t wanted_members = 3;
  if (*kty == "OKP" && *crv == "Ed25519") {
    key.curve = Curve::ed25519;
  } else if (*kty == "EC" && *crv == "P-256") {
    key.curve = Curve::p256;
    wanted_members = 4;
    const auto y = coordinate(jwk, "y");
    if (!y) return y.error();
    key.y = *y;
  } else {
    return bad_key("only OKP Ed25519 and EC P-256 are supported");
  }
  const auto x = coordinate(jwk, "x");
  if (!x) return x.error();
  key.x = *x;
  if (jwk.members().size() != wanted_members)
    return bad_key("members beside kty, crv, x (and y) are refused");
  return key;
}

json::Value to_jwk(const PublicKey& key) {
  json::Value jwk = json::Value::object();
  const bool okp = key.curve == Curve::ed25519;
  jwk.add("kty", json::Value::string(okp ? "OKP" : "EC"));
  jwk.add("crv", json::Value::string(okp ? "Ed25519" : "P-256"));
  jwk.add("x", json::Value::string(encode_base64url(key.x)));
  if (!okp) jwk.add("y", json::Value::string(encode_base64url(key.y)));
  return jwk;
}

}  // namespace quorate
