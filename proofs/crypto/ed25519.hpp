// The program's one Ed25519 rule: strict, cofactorless verification (RFC 8032 section 5.1.7), the same for
// every format.
#pragma once

#include "proofs/encoding/base64.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

namespace quorate {

using Ed25519Public = std::span<const std::uint8_t, 32>;
using Ed25519Signature = std::span<const std::uint8_t, 64>;
using Ed25519Seed = std::array<std::uint8_t, 32>;

enum class SignatureCheck { bad, good };

// good: S < L, A and R are canonical and not of small order, and R equals [S]B - [h]A.
SignatureCheck verify_ed25519(Ed25519Public key, ByteView message, Ed25519Signature signature);
// The same rule with OpenSSL's equation in place of libsodium's: tests hold the two against each other.
SignatureCheck verify_ed25519_openssl(Ed25519Public key, ByteView message, Ed25519Signature signature);

// The part of the rule that stands before the equation.
SignatureCheck precheck_ed25519(Ed25519Public key, Ed25519Signature signature);

std::array<std::uint8_t, 32> ed25519_public(const Ed25519Seed& seed);
std::array<std::uint8_t, 64> sign_ed25519(const Ed25519Seed& seed, ByteView message);

}  // namespace quorate
