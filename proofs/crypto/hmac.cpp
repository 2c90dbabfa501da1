#include "proofs/crypto/hmac.hpp"

#include "proofs/crypto/digest.hpp"

#include <algorithm>

namespace quorate {

std::array<std::uint8_t, 32> hmac_sha256(ByteView key, ByteView message) {
  constexpr std::size_t block = 64;
  std::array<std::uint8_t, block> padded{};
  if (key.size() > block) {
    const auto digest = sha256(key);
    std::copy(digest.begin(), digest.end(), padded.begin());
  } else {
    std::copy(key.begin(), key.end(), padded.begin());
  }
  const auto hash = [&](std::uint8_t pad, ByteView rest) {
    std::vector<std::uint8_t> bytes;
    bytes.reserve(block + rest.size());
    for (const std::uint8_t each : padded) bytes.push_back(each ^ pad);
    bytes.insert(bytes.end(), rest.begin(), rest.end());
    return sha256(bytes);
  };
  const auto inner = hash(0x36, message);
  return hash(0x5c, inner);
}

}  // namespace quorate
