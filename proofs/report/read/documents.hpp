// Cuts a file into the JSON objects that stand in it one after the other.
#pragma once

#include "proofs/result.hpp"

#include <string_view>
#include <vector>

namespace quorate {

struct JsonDocument {
  std::string_view bytes;
  std::size_t line = 0;  // where it begins, from 1
};

// One object a line, or spread over lines; between them only white space. What is inside is not looked at
// beyond its brackets and strings. Errors: bad_json with the line.
Result<std::vector<JsonDocument>> cut_documents(std::string_view bytes);

}  // namespace quorate
