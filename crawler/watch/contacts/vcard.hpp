// Turns vCard 4 (RFC 6350, with SOCIALPROFILE of RFC 9554) into contact files.
#pragma once

#include "proofs/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

struct ImportedCard {
  std::string name;                   // FN
  std::string document;               // a contact file; empty: no account that could be checked
  std::vector<std::string> left_out;  // what the contact file cannot hold, for people; printable
};

// KEY becomes the key where it is a kid, as a URI or as the text of a data: URI; IMPP, URL and SOCIALPROFILE
// become accounts where they are account URIs. Everything else is left out and said. Nobody need trust
// `bytes`; what is no vCard 4, or larger than the limits, is refused as a whole. Errors: bad_config with the
// line.
Result<std::vector<ImportedCard>> read_vcards(std::string_view file, std::string_view bytes);

inline constexpr std::size_t max_cards = 100'000;
inline constexpr std::size_t max_card_line_bytes =
    std::size_t{4} * 1024 * 1024;  // unfolded; pictures are large

}  // namespace quorate
