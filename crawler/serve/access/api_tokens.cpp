#include "crawler/serve/access/api_tokens.hpp"

#include "crawler/serve/http/target.hpp"
#include "proofs/crypto/digest.hpp"
#include "proofs/encoding/base64.hpp"

#include <algorithm>
#include <limits>

namespace quorate {
namespace {

constexpr std::size_t longest_name = 64;
constexpr std::size_t line_words = 4;

// Reads all of both, whatever differs.
unsigned difference(const TokenHash& a, const TokenHash& b) {
  volatile unsigned found = 0;
  for (std::size_t i = 0; i < a.size(); ++i) found = found | static_cast<unsigned>(a[i] ^ b[i]);
  return found;
}

std::vector<std::string_view> words_of(std::string_view line) {
  std::vector<std::string_view> words;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return words;
}

Result<ApiToken> read_line(std::string_view line) {
  const auto words = words_of(line);
  if (words.size() != line_words) return Error{Code::bad_config, "not HASH SCOPES CREATED NAME"};
  ApiToken token;
  const auto hash = decode_hex(words[0]);
  if (!hash || hash->size() != token.hash.size())
    return Error{Code::bad_config, "the hash is not 64 hexadecimal digits"};
  std::copy(hash->begin(), hash->end(), token.hash.begin());
  const auto scopes = parse_scopes(words[1]);
  if (!scopes) return Error{Code::bad_config, scopes.error().detail};
  token.scopes = *scopes;
  const auto created = parse_whole(words[2], std::numeric_limits<std::int64_t>::max());
  if (!created) return Error{Code::bad_config, "the time is not a number of seconds"};
  token.created = *created;
  token.name = words[3];
  if (!is_token_name(token.name))
    return Error{Code::bad_config, "the name holds other than letters, digits, - . _"};
  return token;
}

}  // namespace

std::string spell_token(const std::array<std::uint8_t, 32>& random) {
  return std::string(token_prefix) + encode_base64url(random);
}

TokenHash hash_token(std::string_view token) { return sha256(as_bytes(token)); }

bool is_token_name(std::string_view name) {
  return !name.empty() && name.size() <= longest_name && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_';
  });
}

Result<std::vector<ApiToken>> parse_tokens(std::string_view file, std::string_view bytes) {
  std::vector<ApiToken> tokens;
  std::size_t number = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++number;
    if (line.empty() || line.front() == '#') continue;
    const auto complain = [&](const std::string& why) {
      return Error{Code::bad_config, std::string(file) + ":" + std::to_string(number) + ": " + why};
    };
    auto token = read_line(line);
    if (!token) return complain(token.error().detail);
    for (const ApiToken& other : tokens)
      if (other.name == token->name || other.hash == token->hash)
        return complain("a second token of this name or hash");
    tokens.push_back(std::move(*token));
  }
  return tokens;
}

std::string token_line(const ApiToken& token) {
  return encode_hex(token.hash) + " " + text(token.scopes) + " " + std::to_string(token.created) + " " +
         token.name + "\n";
}

const ApiToken* ApiTokens::find(std::string_view presented) const {
  const TokenHash hash = hash_token(presented);
  const ApiToken* found = nullptr;
  for (const ApiToken& token : tokens_)
    if (difference(token.hash, hash) == 0) found = &token;
  return found;
}

std::optional<std::string_view> bearer(std::string_view authorization) {
  constexpr std::string_view scheme = "bearer ";
  if (authorization.size() <= scheme.size()) return std::nullopt;
  for (std::size_t i = 0; i < scheme.size(); ++i) {
    const char c = authorization[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != scheme[i]) return std::nullopt;
  }
  return authorization.substr(scheme.size());
}

}  // namespace quorate
