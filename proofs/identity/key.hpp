// PublicKey and KeyName: who signs, and how a key is called.
#pragma once

#include "proofs/encoding/base64.hpp"
#include "proofs/encoding/json.hpp"
#include "proofs/result.hpp"

#include <array>
#include <compare>
#include <string>
#include <string_view>

namespace quorate {

// Keys of different kinds are scored apart and are never rivals.
enum class KeyKind { native, keybase };

std::string_view text(KeyKind kind);

// How a key is called: a kid URN for native keys (RFC 9278), the hexadecimal kid for Keybase keys.
struct KeyName {
  KeyKind kind = KeyKind::native;
  std::string id;
  friend auto operator<=>(const KeyName&, const KeyName&) = default;
  friend bool operator==(const KeyName&, const KeyName&) = default;
};

enum class Curve { ed25519, p256 };

// The public half of a native key. `y` is used by P-256 only.
struct PublicKey {
  Curve curve = Curve::ed25519;
  std::array<std::uint8_t, 32> x{};
  std::array<std::uint8_t, 32> y{};
  friend bool operator==(const PublicKey&, const PublicKey&) = default;
};

inline constexpr std::string_view kid_prefix = "urn:ietf:params:oauth:jwk-thumbprint:sha-256:";
inline constexpr std::size_t kid_digest_size = 32;

// SHA-256 over the RFC 7638 thumbprint input.
std::array<std::uint8_t, kid_digest_size> thumbprint(const PublicKey& key);
// kid_prefix and the thumbprint in base64url (RFC 9278).
std::string kid(const PublicKey& key);
// Whether `text` is a kid URN with a 32-byte digest. Errors: bad_key.
Result<std::array<std::uint8_t, kid_digest_size>> parse_kid(std::string_view text);

// Whether `text` is the kid of a Keybase Ed25519 key in hexadecimal: 0x01, 0x20, 32 bytes, 0x0a.
bool is_keybase_kid(std::string_view text);

// Exactly the members kty, crv, x (and y for EC), of the right sizes (RFC 7517, RFC 8037). Errors: bad_key.
Result<PublicKey> key_from_jwk(const json::Value& jwk);
json::Value to_jwk(const PublicKey& key);

}  // namespace quorate
