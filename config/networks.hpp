// Turns a table of autonomous systems, as iptoasn.com offers it for download, into Networks.
#pragma once

#include "proofs/forge/networks.hpp"
#include "proofs/result.hpp"

#include <string_view>

namespace quorate {

// Lines of five fields with a TAB between them, each ended by LF:
//   FIRST-ADDRESS  LAST-ADDRESS  AS-NUMBER  COUNTRY  DESCRIPTION
// in ascending order for each family of addresses, without overlaps. Lines with the number 0 (announced by
// nobody) are checked and left out. Errors: bad_config with the line; a last line without LF was cut off.
Result<Networks> load_networks(std::string_view file, std::string_view bytes);

}  // namespace quorate
