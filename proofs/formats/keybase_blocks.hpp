// Turns the text of a keybase.txt into its signature blocks, each with the JSON object that is shown before
// it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

enum class KeybaseBlockKind { nacl, openpgp };

struct KeybaseBlock {
  KeybaseBlockKind kind = KeybaseBlockKind::nacl;
  // The base64 of the block, its lines joined; for OpenPGP without headers and checksum. Nothing of it is
  // decoded yet. Empty: the armour is not closed or not built as RFC 9580 section 6.2 says.
  std::string base64;
  // The last JSON object (by its braces; not parsed) that stands between the block before and this one, or
  // nothing. Points into the text.
  std::string_view shown;
};

// Finds the blocks of `text`, which is untrusted, in order, and stops after `max_blocks` of them. A block is
// - a run of lines of nothing but base64 that is long enough for a packet or begins as packets do, outside
// any armour;
// - an armoured OpenPGP message. Other armour (keys, certificates) is passed over.
// Line ends (LF or CRLF), spaces around a line, rules, front matter and prose do not matter. Time grows
// linearly.
std::vector<KeybaseBlock> find_keybase_blocks(std::string_view text, std::size_t max_blocks);

}  // namespace quorate
