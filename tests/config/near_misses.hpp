// Turns a page account's URI into spellings and neighbours that are not this account, though they look like
// it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// `uri` is "https://HOST/...NAME" with a NAME of lower-case letters at its end.
std::vector<std::string> near_misses(std::string_view uri);

}  // namespace quorate
