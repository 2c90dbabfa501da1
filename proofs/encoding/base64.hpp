// Turns base64 and hex text into bytes and back (RFC 4648), strictly: one text for each byte string.
#pragma once

#include "proofs/result.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// RFC 4648 section 5, without padding, white space or set trailing bits. Errors: bad_encoding with the
// offset.
Result<Bytes> decode_base64url(std::string_view text);
std::string encode_base64url(ByteView bytes);

// RFC 4648 section 4, with the padding that the length asks for. Errors: bad_encoding with the offset.
Result<Bytes> decode_base64(std::string_view text);

// RFC 4648 section 8, lower case. Errors: bad_encoding.
Result<Bytes> decode_hex(std::string_view text);
std::string encode_hex(ByteView bytes);

}  // namespace quorate
