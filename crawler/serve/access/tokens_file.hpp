// Reads and changes the tokens file of the HTTP API: makes tokens, and takes them away.
#pragma once

#include "crawler/serve/access/api_tokens.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// Errors of all: file_failed, bad_config with the line.

Result<std::vector<ApiToken>> read_tokens_file(const std::filesystem::path& file);

// Makes a token from the system's random source, adds its hash to the file, which is made where it is not there
// yet, and gives the token itself, which nothing can bring back later. Others may read the file, so that a daemon
// under another user can: no hash of 256 random bits leads back to them. Errors: bad_argument where the name is
// none, or taken.
Result<std::string> add_token(const std::filesystem::path& file, const std::string& name, Scopes scopes,
                              UnixTime now);

// Takes the line of that name out of the file; whatever else stands there stays. Errors: bad_argument where
// there is no such token.
Result<void> revoke_token(const std::filesystem::path& file, std::string_view name);

inline constexpr std::size_t max_tokens_bytes = std::size_t{1024} * 1024;  // some ten thousand tokens

}  // namespace quorate
