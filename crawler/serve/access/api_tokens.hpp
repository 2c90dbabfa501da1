// ApiTokens: the bearer tokens of the HTTP API, of which only hashes are kept.
#pragma once

#include "crawler/serve/access/scope.hpp"
#include "proofs/formats/statement.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

using TokenHash = std::array<std::uint8_t, 32>;  // SHA-256 of the token's characters

struct ApiToken {
  std::string name;  // as its owner calls it: letters, digits, hyphens, dots
  Scopes scopes;
  UnixTime created = 0;
  TokenHash hash{};
};

// 256 random bits, so that one round of SHA-256 is enough to keep it by.
inline constexpr std::string_view token_prefix = "qrt_";
inline constexpr std::size_t token_characters = 4 + 43;  // and base64url of 32 bytes

std::string spell_token(const std::array<std::uint8_t, 32>& random);
TokenHash hash_token(std::string_view token);

// A tokens file: one a line, "HASH SCOPES CREATED NAME" with HASH in hexadecimal; # comments. Errors:
// bad_config with the line; two of one name or hash are refused.
Result<std::vector<ApiToken>> parse_tokens(std::string_view file, std::string_view bytes);
std::string token_line(const ApiToken& token);
bool is_token_name(std::string_view name);

class ApiTokens {
 public:
  ApiTokens() = default;
  explicit ApiTokens(std::vector<ApiToken> tokens) : tokens_(std::move(tokens)) {}

  // The token whose bearer presents these characters, null for none. Takes the same time whichever it is and
  // however much of it is right.
  const ApiToken* find(std::string_view presented) const;
  bool empty() const { return tokens_.empty(); }

 private:
  std::vector<ApiToken> tokens_;
};

// The token of "Authorization: Bearer TOKEN" (RFC 6750 section 2.1); nothing for any other form.
std::optional<std::string_view> bearer(std::string_view authorization);

}  // namespace quorate
