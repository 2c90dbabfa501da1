// Turns vCard 4 (RFC 6350, with SOCIALPROFILE of RFC 9554) into contact files.
#pragma once

#include "proofs/result.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace quorate {

struct ImportedCard {
  std::size_t line = 1;               // where it begins
  std::string name;                   // FN; may be empty where there is a fault
  std::string document;               // a contact file; empty where there is a fault
  std::string fault;                  // why the card makes no contact, for people; empty: it does
  std::vector<std::string> left_out;  // what the contact file cannot hold, for people; printable
};

// KEY becomes the key where it is a kid, as a URI or as the text of a data: URI; IMPP, URL and SOCIALPROFILE
// become accounts where they are account URIs. Everything else is left out and said. Nobody need trust
// `bytes`. What is no vCard 4 is a card with a fault, and the others stand; lines outside of any card are one
// such card. Errors: bad_config with the line for more than max_cards.
Result<std::vector<ImportedCard>> read_vcards(std::string_view file, std::string_view bytes);

inline constexpr std::size_t max_cards = 100'000;
inline constexpr std::size_t max_card_line_bytes =
    std::size_t{4} * 1024 * 1024;  // unfolded; pictures are large

}  // namespace quorate
