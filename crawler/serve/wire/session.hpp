// Serves one connection: reads requests, has them answered, writes the answers, until one side has enough.
#pragma once

#include "crawler/serve/wire/wire_state.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <memory>
#include <string>

namespace quorate {

// Ends by itself; throws nothing but for bugs and lack of memory.
boost::asio::awaitable<void> serve_connection(boost::asio::ip::tcp::socket socket,
                                              std::shared_ptr<WireState> state);

}  // namespace quorate
