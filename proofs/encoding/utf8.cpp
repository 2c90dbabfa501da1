#include "proofs/encoding/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace quorate {
namespace {

struct Character {
  std::uint32_t code = 0;
  std::size_t size = 0;  // 0: no valid character begins here
};

// The first character of `bytes`, by the table of RFC 3629 section 4.
Character first_character(std::string_view bytes) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {lead, 1};
  const std::size_t size = lead >= 0xc2 && lead <= 0xdf   ? 2
                           : lead >= 0xe0 && lead <= 0xef ? 3
                           : lead >= 0xf0 && lead <= 0xf4 ? 4
                                                          : 0;
  if (size == 0 || bytes.size() < size) return {};
  std::uint32_t code = lead & (0xffU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {};
    code = (code << 6) | (byte(i) & 0x3fU);
  }
  const bool overlong = (size == 3 && code < 0x800) || (size == 4 && code < 0x10000);
  const bool surrogate = code >= 0xd800 && code <= 0xdfff;
  if (overlong || surrogate || code > 0x10ffff) return {};
  return {code, size};
}

bool is_control(std::uint32_t code) { return code < 0x20 || (code >= 0x7f && code <= 0x9f); }

bool hides_or_reorders(std::uint32_t code) {
  return code == 0x061c || (code >= 0x200b && code <= 0x200f) || (code >= 0x2028 && code <= 0x202e) ||
         (code >= 0x2060 && code <= 0x206f) || code == 0xfeff || (code >= 0xfff9 && code <= 0xfffb) ||
         (code >= 0xe0000 && code <= 0xe007f);
}

std::string escaped(std::uint32_t code) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  do {
    hex.insert(hex.begin(), digits[code & 15]);
    code >>= 4;
  } while (code != 0);
  return "\\u{" + hex + "}";
}

// How many ASCII characters the text begins with, rounded down to whole words.
std::size_t ascii_words(std::string_view text) {
  constexpr std::uint64_t high_bits = 0x8080808080808080;
  std::size_t count = 0;
  for (std::uint64_t word = 0; count + sizeof(word) <= text.size(); count += sizeof(word)) {
    std::memcpy(&word, text.data() + count, sizeof(word));
    if ((word & high_bits) != 0) break;
  }
  return count;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
  while (!bytes.empty()) {
    bytes.remove_prefix(ascii_words(bytes));
    if (bytes.empty()) break;
    const Character character = first_character(bytes);
    if (character.size == 0) return false;
    bytes.remove_prefix(character.size);
  }
  return true;
}

bool has_control(std::string_view text) {
  while (!text.empty()) {
    const Character character = first_character(text);
    if (character.size != 0 && is_control(character.code)) return true;
    text.remove_prefix(character.size == 0 ? 1 : character.size);
  }
  return false;
}

std::string printable(std::string_view bytes, std::size_t max_bytes) {
  constexpr std::string_view replacement = "\xef\xbf\xbd";
  constexpr std::string_view ellipsis = "...";
  std::string out;
  while (!bytes.empty()) {
    const Character character = first_character(bytes);
    std::string piece;
    if (character.size == 0) {
      piece = replacement;
    } else if (is_control(character.code) || hides_or_reorders(character.code)) {
      piece = escaped(character.code);
    } else {
      piece = bytes.substr(0, character.size);
    }
    if (out.size() + piece.size() > max_bytes) return out.append(ellipsis);
    out += piece;
    bytes.remove_prefix(character.size == 0 ? 1 : character.size);
  }
  return out;
}

}  // namespace quorate
