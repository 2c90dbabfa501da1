// Listening: the addresses that the HTTP API is to be served at, and whether that is safe.
#pragma once

#include "config/api.hpp"
#include "proofs/result.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <string_view>
#include <vector>

namespace quorate {

// "192.0.2.7:8470" or "[2001:db8::1]:8470"; names are not looked up. Errors: bad_config.
Result<boost::asio::ip::tcp::endpoint> parse_listen_address(std::string_view text);

enum class TokensKnown { some, none };

// All of the addresses; anything but loopback only with TLS and with a token that guards it. Errors:
// bad_config with what to do.
Result<std::vector<boost::asio::ip::tcp::endpoint>> check_listening(const ApiSettings& settings,
                                                                    TokensKnown tokens);

}  // namespace quorate
