// Turns curl's result codes into Errors.
#pragma once

#include "crawler/fetch/curl/handles.hpp"
#include "proofs/result.hpp"

#include <string_view>

namespace quorate {

// `code` is not CURLE_OK. `text`: what curl wrote about it (CURLOPT_ERRORBUFFER), may hold bytes of the peer.
Error curl_error(CURLcode code, std::string_view text);

}  // namespace quorate
