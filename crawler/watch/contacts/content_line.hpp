// Turns the bytes of a vCard into its content lines: unfolded, cut into group, name, parameters and value
// (RFC 6350 section 3.3).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quorate {

struct ContentLine {
  std::size_t line = 1;                                         // where it begins in the file
  std::string group;                                            // upper case; empty: none
  std::string name;                                             // upper case
  std::vector<std::pair<std::string, std::string>> parameters;  // names in upper case, values without quotes
  std::string value;                                            // as it stands: escapes not undone
  std::string fault;  // why it is no content line, for people, and the rest is empty; empty: it is one
};

// Lines end with CRLF or LF. What is no content line, is no UTF-8 or longer than `max_bytes` is a line with a
// fault.
std::vector<ContentLine> read_content_lines(std::string_view bytes, std::size_t max_bytes);

// A text value with its escapes undone: \n, \, \; \\ (section 3.4).
std::string unescaped(std::string_view value);

}  // namespace quorate
