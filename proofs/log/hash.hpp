// The hashes of an append-only Merkle log (RFC 9162 section 2.1.1, the same as RFC 6962 section 2.1).
#pragma once

#include "proofs/crypto/digest.hpp"

#include <array>
#include <cstdint>

namespace quorate {

using LogHash = std::array<std::uint8_t, 32>;

// The log's size and the root of its tree.
struct LogHead {
  std::uint64_t size = 0;
  LogHash root{};
  friend bool operator==(const LogHead&, const LogHead&) = default;
};

LogHash empty_root();                                          // SHA-256("")
LogHash leaf_hash(ByteView leaf);                              // SHA-256(0x00 || leaf)
LogHash node_hash(const LogHash& left, const LogHash& right);  // SHA-256(0x01 || left || right)

}  // namespace quorate
