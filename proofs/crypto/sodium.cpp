// The only file that knows libsodium: Ed25519, SHA-256 and HMAC.
#include "proofs/crypto/digest.hpp"
#include "proofs/crypto/ed25519.hpp"

#include <sodium.h>

#include <algorithm>
#include <stdexcept>

namespace quorate {
namespace {

struct KeyPair {
  std::array<std::uint8_t, 32> public_half{};
  std::array<std::uint8_t, 64> secret{};
};

KeyPair pair_of(const Ed25519Seed& seed) {
  KeyPair pair;
  if (crypto_sign_seed_keypair(pair.public_half.data(), pair.secret.data(), seed.data()) != 0)
    throw std::runtime_error("libsodium could not derive a key pair");
  return pair;
}

}  // namespace

SignatureCheck verify_ed25519(Ed25519Public key, ByteView message, Ed25519Signature signature) {
  if (precheck_ed25519(key, signature) == SignatureCheck::bad) return SignatureCheck::bad;
  const int status =
      crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data());
  return status == 0 ? SignatureCheck::good : SignatureCheck::bad;
}

std::array<std::uint8_t, 32> ed25519_public(const Ed25519Seed& seed) { return pair_of(seed).public_half; }

std::array<std::uint8_t, 64> sign_ed25519(const Ed25519Seed& seed, ByteView message) {
  KeyPair pair = pair_of(seed);
  std::array<std::uint8_t, 64> signature{};
  const int status =
      crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), pair.secret.data());
  sodium_memzero(pair.secret.data(), pair.secret.size());
  if (status != 0) throw std::runtime_error("libsodium could not sign");
  return signature;
}

Sha256Digest sha256(ByteView bytes) {
  Sha256Digest digest{};
  crypto_hash_sha256(digest.data(), bytes.data(), bytes.size());
  return digest;
}

Sha256::Sha256() : state_(std::make_shared<crypto_hash_sha256_state>()) {
  crypto_hash_sha256_init(static_cast<crypto_hash_sha256_state*>(state_.get()));
}

void Sha256::add(ByteView bytes) {
  crypto_hash_sha256_update(static_cast<crypto_hash_sha256_state*>(state_.get()), bytes.data(), bytes.size());
}

Sha256Digest Sha256::digest() const {
  auto copy = *static_cast<const crypto_hash_sha256_state*>(state_.get());
  Sha256Digest digest{};
  crypto_hash_sha256_final(&copy, digest.data());
  return digest;
}

Sha256Digest hmac_sha256(ByteView key, ByteView bytes) {
  crypto_auth_hmacsha256_state state;
  Sha256Digest digest{};
  crypto_auth_hmacsha256_init(&state, key.data(), key.size());
  crypto_auth_hmacsha256_update(&state, bytes.data(), bytes.size());
  crypto_auth_hmacsha256_final(&state, digest.data());
  return digest;
}

}  // namespace quorate
