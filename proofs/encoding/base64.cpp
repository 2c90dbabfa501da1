#include "proofs/encoding/base64.hpp"

#include <algorithm>
#include <array>

namespace quorate {
namespace {

constexpr std::string_view url_alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::string_view plain_alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t no_digit = 0xff;

constexpr std::array<std::uint8_t, 256> digits_of(std::string_view alphabet) {
  std::array<std::uint8_t, 256> table{};
  table.fill(no_digit);
  for (std::size_t i = 0; i < alphabet.size(); ++i)
    table[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
  return table;
}
constexpr auto url_digits = digits_of(url_alphabet);
constexpr auto plain_digits = digits_of(plain_alphabet);

Error bad(std::string why, std::size_t offset) {
  return {Code::bad_encoding, "base64: " + std::move(why) + " at offset " + std::to_string(offset)};
}

using Digits = std::array<std::uint8_t, 256>;

// Two digits are one byte, three are two and four are three, with bits left over; no_digit where one is none.
template <std::size_t count>
std::uint32_t take(const char* text, const Digits& digits, std::uint8_t* out) {
  std::uint32_t held = 0;
  std::uint8_t any = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint8_t digit = digits[static_cast<unsigned char>(text[i])];
    held = held << 6 | digit;
    any |= digit;
  }
  if (any == no_digit) return no_digit;
  constexpr std::size_t bits_left = 6 * count % 8;
  for (std::size_t i = 0; i + 1 < count; ++i)
    out[i] = static_cast<std::uint8_t>(held >> (bits_left + 8 * (count - 2 - i)));
  return held & ((1U << bits_left) - 1);
}

Error bad_digit(std::string_view text, const Digits& digits) {
  const auto is_none = [&](char c) { return digits[static_cast<unsigned char>(c)] == no_digit; };
  const auto first = std::find_if(text.begin(), text.end(), is_none);
  return bad("a character outside the alphabet", static_cast<std::size_t>(first - text.begin()));
}

Result<Bytes> decode_digits(std::string_view text, const Digits& digits) {
  if (text.size() % 4 == 1) return bad("a lone last character", text.size() - 1);
  Bytes bytes(text.size() * 3 / 4);
  std::uint8_t* out = bytes.data();
  const char* const end = text.data() + text.size();
  const char* at = text.data();
  for (; end - at >= 4; at += 4, out += 3)
    if (take<4>(at, digits, out) == no_digit) return bad_digit(text, digits);
  std::uint32_t left_over = 0;
  if (end - at == 3) left_over = take<3>(at, digits, out);
  if (end - at == 2) left_over = take<2>(at, digits, out);
  if (left_over == no_digit) return bad_digit(text, digits);
  if (left_over != 0) return bad("set trailing bits", text.size() - 1);
  return bytes;
}

}  // namespace

Result<Bytes> decode_base64url(std::string_view text) { return decode_digits(text, url_digits); }

std::string encode_base64url(ByteView bytes) {
  std::string text;
  text.reserve((bytes.size() * 4 + 2) / 3);
  std::uint32_t held = 0;
  int held_bits = 0;
  for (const std::uint8_t byte : bytes) {
    held = (held << 8) | byte;
    held_bits += 8;
    while (held_bits >= 6) {
      held_bits -= 6;
      text.push_back(url_alphabet[(held >> held_bits) & 63]);
    }
    held &= (1U << held_bits) - 1;
  }
  if (held_bits > 0) text.push_back(url_alphabet[(held << (6 - held_bits)) & 63]);
  return text;
}

Result<Bytes> decode_base64(std::string_view text) {
  if (text.size() % 4 != 0) return bad("a length that is no multiple of four", text.size());
  if (text.ends_with("==")) {
    text.remove_suffix(2);
  } else if (text.ends_with('=')) {
    text.remove_suffix(1);
  }
  return decode_digits(text, plain_digits);
}

Result<Bytes> decode_hex(std::string_view text) {
  if (text.size() % 2 != 0) return Error{Code::bad_encoding, "hex: an odd number of characters"};
  const auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
  };
  Bytes bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int high = digit(text[i]);
    const int low = digit(text[i + 1]);
    if (high < 0 || low < 0)
      return Error{Code::bad_encoding, "hex: not a lower-case digit at offset " + std::to_string(i)};
    bytes.push_back(static_cast<std::uint8_t>(high * 16 + low));
  }
  return bytes;
}

std::string encode_hex(ByteView bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::uint8_t byte : bytes) {
    text.push_back(digits[byte >> 4]);
    text.push_back(digits[byte & 15]);
  }
  return text;
}

}  // namespace quorate
