#include "proofs/report/read/documents.hpp"

#include <algorithm>
#include <string>

namespace quorate {
namespace {

constexpr std::string_view white = " \t\r\n";

// Where the object that begins at 0 ends; npos where it does not.
std::size_t end_of_object(std::string_view bytes) {
  std::size_t depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    const char c = bytes[at];
    if (in_string) {
      if (c == '\\') ++at;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{' || c == '[') {
      ++depth;
    } else if (c == '}' || c == ']') {
      if (--depth == 0) return at + 1;
    }
  }
  return std::string_view::npos;
}

}  // namespace

Result<std::vector<JsonDocument>> cut_documents(std::string_view bytes) {
  std::vector<JsonDocument> documents;
  std::size_t line = 1;
  std::size_t at = 0;
  const auto advance = [&](std::size_t to) {
    line += static_cast<std::size_t>(std::count(bytes.begin() + static_cast<std::ptrdiff_t>(at),
                                                bytes.begin() + static_cast<std::ptrdiff_t>(to), '\n'));
    at = to;
  };
  while (true) {
    advance(std::min(bytes.find_first_not_of(white, at), bytes.size()));
    if (at == bytes.size()) return documents;
    const std::string where = "line " + std::to_string(line) + ": ";
    if (bytes[at] != '{') return Error{Code::bad_json, where + "a JSON object is wanted here"};
    const std::size_t size = end_of_object(bytes.substr(at));
    if (size == std::string_view::npos)
      return Error{Code::bad_json, where + "the object that begins here does not end: was the file cut off?"};
    documents.push_back({bytes.substr(at, size), line});
    advance(at + size);
  }
}

}  // namespace quorate
