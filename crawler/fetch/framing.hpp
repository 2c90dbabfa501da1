// Framing: tells from the header of an HTTP answer where its body ends and how it is encoded.
// There is one reading or none: whoever stands on the way, or curl below, may have read the same header
// differently (RFC 9112 section 11.2).
#pragma once

#include "proofs/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate {

struct Framing {
  enum class End { connection, length, chunks };
  enum class Coding { none, gzip };

  End end = End::connection;
  Coding coding = Coding::none;
};

// Whether a line of a head (a status line and its fields) can be read in one way only. `line`: untrusted,
// without its line ending, not empty. `number`: of the line in its head, from 1, which is the status line.
// `above`: the fields that came before it in this head, names in lower case. Errors: transfer_failed for a CR
// or LF inside the line, another status line, white space before the colon (RFC 9112 section 5.1), a line of
// white space only, and a folded line (section 5.2) that continues no field, or one that tells of the body,
// or that looks like such a field itself. Other folded lines are read as section 5.2 says.
Result<void> check_line(std::string_view line, std::size_t number,
                        const std::vector<std::pair<std::string, std::string>>& above);

// `headers`: untrusted, names in lower case, values without white space around them. Errors: transfer_failed
// for lengths that differ or are no numbers, a length beside chunks, transfer codings other than chunked.
Result<Framing::End> read_end(const std::vector<std::pair<std::string, std::string>>& headers);

// Errors: over_limit for more than one layer, transfer_failed for a coding that was not asked for.
Result<Framing::Coding> read_coding(const std::vector<std::pair<std::string, std::string>>& headers);

}  // namespace quorate
