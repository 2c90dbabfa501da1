// Turns the section `api` of a watch file into ApiSettings: where the HTTP API is served, and to whom.
#pragma once

#include "config/yaml/reader.hpp"
#include "proofs/result.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quorate {

// PEM files.
struct TlsFiles {
  std::string certificate;  // with its chain
  std::string key;
};

// Paths are as they stand in the file.
struct ApiSettings {
  std::vector<std::string> listen = {"127.0.0.1:8470"};
  std::string tokens;              // a tokens file
  std::vector<std::string> names;  // hosts by which it is called beside its addresses; lower case
  std::optional<TlsFiles> tls;
  std::optional<std::string> public_url;  // "https://quorate.example" of a server in front of it
};

// Errors: bad_config with the place.
Result<ApiSettings> read_api(const YamlNode& node);

inline constexpr std::uint32_t max_listen_addresses = 16;
inline constexpr std::uint32_t max_own_names = 64;

}  // namespace quorate
