// Turns bytes into a Zstandard frame and back (RFC 8878).
#pragma once

#include "proofs/encoding/base64.hpp"

#include <cstddef>

namespace quorate {

// One whole frame, with its size and checksum in it.
Bytes zstd_pack(ByteView bytes);

// Decodes one whole frame that tells its size. Errors: over_limit (more than `max_bytes` decoded bytes),
// bad_encoding (no such frame, bytes missing or left over, checksum wrong).
Result<Bytes> zstd_unpack(ByteView frame, std::size_t max_bytes);

}  // namespace quorate
