// Listening: the addresses that the HTTP API is to be served at, and whether that is safe.
#pragma once

#include "proofs/result.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// PEM files.
struct TlsFiles {
  std::string certificate;  // with its chain
  std::string key;
};

struct ApiSettings {
  std::vector<std::string> listen = {"127.0.0.1:8470", "[::1]:8470"};
  std::vector<std::string> names;  // hosts by which it is called beside its addresses; lower case
  std::optional<TlsFiles> tls;
  std::optional<std::string> public_url;  // "https://quorate.example" of a server in front of it
};

// "192.0.2.7:8470" or "[2001:db8::1]:8470"; names are not looked up. Errors: bad_config.
Result<boost::asio::ip::tcp::endpoint> parse_listen_address(std::string_view text);

enum class TokensKnown { some, none };

// All of the addresses; anything but loopback only with TLS and with a token that guards it. Errors:
// bad_config with what to do.
Result<std::vector<boost::asio::ip::tcp::endpoint>> check_listening(const ApiSettings& settings,
                                                                    TokensKnown tokens);

// "https://HOST" or "https://HOST:PORT" in lower case, as the Origin of its page is written. Errors:
// bad_config.
Result<std::string> check_public_url(std::string_view url);

}  // namespace quorate
