// Sends a POST without TLS to a server on this machine.
#pragma once

#include "proofs/result.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

namespace quorate {

// `url`: http://127.0.0.1[:PORT]/PATH or http://[::1][:PORT]/PATH, and nothing else. Gives the HTTP status.
// Errors: bad_argument for another URL; connect_failed, transfer_failed, timed_out.
boost::asio::awaitable<Result<int>> post_locally(boost::asio::any_io_executor executor, std::string url,
                                                 std::vector<std::pair<std::string, std::string>> headers,
                                                 std::string body, std::chrono::seconds timeout);

}  // namespace quorate
