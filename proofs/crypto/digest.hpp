// SHA-256 (FIPS 180-4).
#pragma once

#include "proofs/encoding/base64.hpp"

#include <array>

namespace quorate {

std::array<std::uint8_t, 32> sha256(ByteView bytes);

}  // namespace quorate
