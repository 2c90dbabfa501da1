// Turns the bytes of a history file into a History, strictly.
#pragma once

#include "proofs/history/file/json_reader.hpp"
#include "proofs/history/file/write.hpp"

namespace quorate {

// `bytes` may be anything; `file` is its name for messages. What is unknown, missing, of the wrong type,
// twice there, out of range or at odds with itself is refused, and so is what a newer program wrote: a
// history is never read in part, and nothing is taken for an empty one. Every token is verified anew; what
// the file says of keys and proofs is believed, for it is the relying party's own. Errors: over_limit,
// bad_json with the offset, bad_config with the place ("FILE: /keys/3/seq: must be a whole number from 0 to
// 4294967295").
Result<History> read_history(std::string_view file, std::string_view bytes);

// A pin alone, as a history file holds it; the reader keeps the first failure.
Pin read_pin(const JsonReader& reader);

}  // namespace quorate
