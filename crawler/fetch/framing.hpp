// Framing: tells from the header of an HTTP answer where its body ends and how it is encoded.
#pragma once

#include "proofs/result.hpp"

#include <string>
#include <utility>
#include <vector>

namespace quorate {

struct Framing {
  enum class End { connection, length, chunks };
  enum class Coding { none, gzip };

  End end = End::connection;
  Coding coding = Coding::none;
};

// `headers`: untrusted, names in lower case, values without white space around them. There is one reading or
// none: whoever stands on the way may have read the same header differently (RFC 9112 section 11.2). Errors:
// transfer_failed for lengths that differ or are no numbers, a length beside chunks, transfer codings other
// than chunked.
Result<Framing::End> read_end(const std::vector<std::pair<std::string, std::string>>& headers);

// Errors: over_limit for more than one layer, transfer_failed for a coding that was not asked for.
Result<Framing::Coding> read_coding(const std::vector<std::pair<std::string, std::string>>& headers);

}  // namespace quorate
