// Turns an HTTP answer into the block of a WARC `response` record and back.
#pragma once

#include "proofs/observation.hpp"
#include "proofs/result.hpp"

#include <string>
#include <string_view>

namespace quorate {

// The answer as HTTP/1.1 writes it (RFC 9112), whatever version it came by. The body is decoded, so the
// fields that say how it came (Content-Encoding, Content-Length, Transfer-Encoding) get the prefix
// "x-archive-orig-", and the last field is the length of what stands here.
std::string write_http_block(const Observation& answer);

// Sets status, headers and body as they were. Errors: bad_encoding.
Result<void> read_http_block(std::string_view block, Observation& answer);

}  // namespace quorate
