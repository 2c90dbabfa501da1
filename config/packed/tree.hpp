// Turns a tree of YAML nodes into bytes, and back in a fraction of the time that YAML takes.
#pragma once

#include "config/yaml/yaml.hpp"

#include <string>
#include <string_view>

namespace quorate {

// Kinds, texts and places; not the file's name.
std::string pack_tree(const YamlNode& root);
// `file` is the name for messages. Errors: bad_config where the bytes are no packed tree.
Result<YamlNode> unpack_tree(std::string_view file, std::string_view bytes);

}  // namespace quorate
