#include "crawler/manners/robots/normal_path.hpp"

#include <optional>

namespace quorate {
namespace {

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10;
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10;
  return std::nullopt;
}

// RFC 3986 section 2.3.
bool is_unreserved(char c) {
  const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  return letter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

void append_encoded(std::string& out, char c) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  const auto octet = static_cast<unsigned char>(c);
  out += '%';
  out += digits[octet >> 4U];
  out += digits[octet & 0xFU];
}

// The octet that "%XX" at the front of `text` stands for.
std::optional<char> decode(std::string_view text) {
  if (text.size() < 3 || text.front() != '%') return std::nullopt;
  const auto high = hex_digit(text[1]);
  const auto low = hex_digit(text[2]);
  if (!high || !low) return std::nullopt;
  return static_cast<char>(*high << 4U | *low);
}

}  // namespace

std::string normal_path(std::string_view path, std::string_view encode) {
  std::string out;
  out.reserve(path.size());
  while (!path.empty()) {
    if (const auto octet = decode(path)) {
      if (is_unreserved(*octet)) {
        out += *octet;
      } else {
        append_encoded(out, *octet);
      }
      path.remove_prefix(3);
      continue;
    }
    const char c = path.front();
    const bool visible = c > ' ' && c <= '~';
    if (visible && encode.find(c) == encode.npos) {
      out += c;
    } else {
      append_encoded(out, c);
    }
    path.remove_prefix(1);
  }
  return out;
}

}  // namespace quorate
