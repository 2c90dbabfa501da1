// Reads the certificate and the key by which the HTTP API is served over TLS.
#pragma once

#include "config/api.hpp"
#include "proofs/result.hpp"

#include <memory>

namespace boost::asio::ssl {
class context;
}

namespace quorate {

// TLS 1.2 and later. Errors: file_failed, with the file and why it cannot be used.
Result<std::shared_ptr<boost::asio::ssl::context>> open_server_tls(const TlsFiles& files);

}  // namespace quorate
