// HMAC-SHA-256 (RFC 2104).
#pragma once

#include "proofs/encoding/base64.hpp"

#include <array>

namespace quorate {

std::array<std::uint8_t, 32> hmac_sha256(ByteView key, ByteView message);

}  // namespace quorate
