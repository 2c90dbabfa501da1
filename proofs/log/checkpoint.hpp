// A log's head as a signed note: a checkpoint that others can keep (C2SP tlog-checkpoint, signed-note).
#pragma once

#include "proofs/crypto/ed25519.hpp"
#include "proofs/log/hash.hpp"

#include <array>
#include <string>
#include <string_view>

namespace quorate {

// Whose log it is and who signs: an origin ("alice.example/quorate") and an Ed25519 key. A checkpoint:
//
//   ORIGIN                          the log's name
//   SIZE                            decimal, no leading zero
//   ROOT                            base64 (RFC 4648 section 4)
//                                   an empty line
//   EM DASH, space, ORIGIN, space, BASE64(key hash (4 bytes) || signature (64 bytes))
//
// The signature is over the first three lines with their line breaks. The key hash is the beginning of
// SHA-256(ORIGIN || "\n" || 0x01 || public key).
struct LogVerifier {
  std::string origin;
  std::array<std::uint8_t, 32> key{};
  friend bool operator==(const LogVerifier&, const LogVerifier&) = default;
};

// The verifier as one line, for others to keep: ORIGIN+HASH+BASE64(0x01 || public key).
std::string write_verifier(const LogVerifier& verifier);
// Errors: bad_key.
Result<LogVerifier> read_verifier(std::string_view line);

// Whether this may be a log's name: 1 to 200 bytes of UTF-8 without spaces, control characters and plus
// signs. Errors: bad_argument.
Result<void> check_origin(std::string_view origin);

std::string sign_checkpoint(const std::string& origin, const LogHead& head, const Ed25519Seed& seed);

// The head of a checkpoint that `verifier` signed; signatures of others may stand beside it. `note` may be
// anything. Errors: bad_encoding (no checkpoint), bad_key (of another log, or not signed by this key).
Result<LogHead> open_checkpoint(std::string_view note, const LogVerifier& verifier);

inline constexpr std::size_t max_checkpoint_bytes = 16 * 1024;

}  // namespace quorate
