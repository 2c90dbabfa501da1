// Badge: a key's signature over one account, short enough for a profile line (docs/statement.md section 2).
#pragma once

#include "proofs/crypto/ed25519.hpp"
#include "proofs/identity/account.hpp"
#include "proofs/result.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace quorate {

inline constexpr std::string_view badge_prefix = "xsig:";
inline constexpr std::size_t badge_digest_size = 16;
inline constexpr std::size_t badge_bytes = 1 + badge_digest_size + 4 + 64;
inline constexpr std::size_t badge_characters = 119;  // with its prefix

// "xsig:" + base64url( 0x01 || kid digest[0..16) || seq, 4 bytes big-endian || Ed25519 signature, 64 bytes )
struct Badge {
  std::array<std::uint8_t, badge_digest_size> digest{};
  std::uint32_t seq = 0;
  std::array<std::uint8_t, 64> signature{};
};

// Errors: bad_encoding.
Result<Badge> parse_badge(std::string_view text);
std::string write_badge(const Badge& badge);

// What a badge signs: five lines, each ended by LF.
std::string badge_message(const Account& account, std::string_view subject, std::string_view kid,
                          std::uint32_t seq);

}  // namespace quorate
