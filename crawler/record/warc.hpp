// Turns a WARC record into bytes and back (ISO 28500:2017, WARC 1.1).
#pragma once

#include "proofs/result.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate {

//   WARC/1.1 CRLF
//   Name: value CRLF ...
//   Content-Length: BYTES CRLF
//   CRLF
//   block CRLF CRLF
struct WarcRecord {
  std::vector<std::pair<std::string, std::string>> fields;  // without Content-Length and WARC-Block-Digest
  std::string block;

  // The value of the first field of that name, spelled as here; null where there is none.
  const std::string* find(std::string_view name) const;
};

// Adds the length and the SHA-256 of the block. Names and values must hold no line ending.
std::string write_warc(const WarcRecord& record);

// `bytes` is one record, nothing before it and nothing after; nobody need trust it. Refused: another version,
// fields that are malformed, folded or without a name, a length or digest that is missing, doubled or not
// that of the block. Errors: bad_encoding with the offset or the field.
Result<WarcRecord> parse_warc(std::string_view bytes);

}  // namespace quorate
