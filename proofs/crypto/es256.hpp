// ES256 verification (RFC 7518 section 3.4), with s in the lower half so that one message has one signature.
#pragma once

#include "proofs/crypto/ed25519.hpp"
#include "proofs/identity/key.hpp"

namespace quorate {

// good: 1 <= r < n, 1 <= s <= n/2, the key is a point of P-256, and the equation holds. `signature` is r ||
// s.
SignatureCheck verify_es256(const PublicKey& key, ByteView message, ByteView signature);

}  // namespace quorate
