// Cuts statements and badges out of an owner's text.
#pragma once

#include "proofs/extract/extract.hpp"
#include "proofs/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

struct FoundTokens {
  std::vector<std::string> statements;  // candidates for verify_token, untrusted
  std::vector<std::string> badges;      // candidates for parse_badge, with their prefix
};

inline constexpr std::size_t max_region_tokens = 16;     // statement.md section 4
inline constexpr std::size_t max_well_known_lines = 64;  // statement.md section 4
inline constexpr std::size_t max_well_known_bytes = 64 * 1024;

// lines: every line that is neither empty nor a comment is one candidate, whatever it looks like. free: runs
// that look like a compact JWS (three base64url parts, the first beginning with "eyJ") and runs after
// "xsig:". Errors: over_limit, and then nothing is taken.
Result<FoundTokens> find_tokens(const OwnedText& owned);

}  // namespace quorate
