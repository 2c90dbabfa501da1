// SHA-256 (FIPS 180-4) of what is at hand or comes in parts, and HMAC-SHA-256 (RFC 2104).
#pragma once

#include "proofs/encoding/base64.hpp"

#include <array>
#include <memory>

namespace quorate {

using Sha256Digest = std::array<std::uint8_t, 32>;

Sha256Digest sha256(ByteView bytes);

class Sha256 {
 public:
  Sha256();
  Sha256(Sha256&&) noexcept = default;
  Sha256& operator=(Sha256&&) = default;
  void add(ByteView bytes);
  // Of all that was added so far; more may follow.
  Sha256Digest digest() const;

 private:
  std::shared_ptr<void> state_;  // of the library, which is not named here
};

Sha256Digest hmac_sha256(ByteView key, ByteView bytes);

}  // namespace quorate
