// Turns a table of flow maps into the tree that parse_yaml makes of the same bytes.
#pragma once

#include "config/yaml/yaml.hpp"

namespace quorate {

// A small part of YAML, read without the YAML library, which takes longer for a thousand names than a whole
// check may: comment lines, then lines `KEY: "TEXT"` or `KEY:`, the latter above entries `- {KEY: VALUE,
// ...}`, which may run over several lines. A value is a list `[WORD, ...]`, a quoted text without escapes, or
// a word of letters, digits, dots and hyphens; a list may hold quoted texts, too. The bytes are those of a
// file of ours; what is not of that form is refused all the same. Errors: bad_config with the place.
Result<YamlNode> parse_flow_table(std::string_view file, std::string_view bytes);

}  // namespace quorate
