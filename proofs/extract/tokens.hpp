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

inline constexpr std::string_view statement_start = "eyJ";  // base64url of {" , with which every JWS header begins
inline constexpr std::size_t max_region_tokens = 16;     // statement.md section 4, of a free text
inline constexpr std::size_t max_well_known_lines = 64;  // statement.md section 4
inline constexpr std::size_t max_well_known_bytes = 64 * 1024;

// The lines of a text that are neither empty nor comments, without white space around them. Lines end with LF
// or CR LF.
std::vector<std::string_view> token_lines(std::string_view text);

// lines: every one of `token_lines` is a candidate, whatever it looks like: for a badge if it begins with
// "xsig:", else for a statement. free: "xsig:" not after a letter or digit, with the base64url characters
// that follow it; and what looks like a compact JWS: a whole run of base64url characters and dots that begins
// with "eyJ" and has three parts, without the dots that end a sentence. Errors: over_limit (64 KiB or 64
// lines; 16 tokens in a free text), and then nothing is taken.
Result<FoundTokens> find_tokens(const OwnedText& owned);

}  // namespace quorate
