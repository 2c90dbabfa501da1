#include "config/address_range.hpp"

#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <cstdint>
#include <string>

namespace quorate {
namespace {

constexpr unsigned v4_bits = 32;
constexpr unsigned v6_bits = 128;

using AddressBytes = std::array<std::uint8_t, v6_bits / 8>;

Error bad_range(std::string_view text, std::string_view why) {
  return {Code::bad_argument, "\"" + std::string(text) + "\" " + std::string(why)};
}

bool has_bits_behind(const AddressBytes& bytes, unsigned prefix, unsigned bits) {
  for (unsigned bit = prefix; bit < bits; ++bit)
    if ((bytes[bit / 8] & (0x80U >> (bit % 8))) != 0) return true;
  return false;
}

}  // namespace

Result<void> check_address_range(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::string address(text.substr(0, slash));
  if (address.find('\0') != std::string::npos) return bad_range(text, "has a NUL byte");
  AddressBytes bytes{};
  unsigned bits = 0;
  // inet_pton takes dotted decimals without leading zeros only, and no zones.
  if (inet_pton(AF_INET, address.c_str(), bytes.data()) == 1) {
    bits = v4_bits;
  } else if (inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) {
    bits = v6_bits;
  } else {
    return bad_range(text, "is no range of addresses; write it as 192.0.2.0/24 or 2001:db8::/32");
  }
  unsigned prefix = bits;
  if (slash != text.npos) {
    const std::string_view digits = text.substr(slash + 1);
    const bool leading_zero = digits.size() > 1 && digits.front() == '0';
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
    if (failed != std::errc() || end != digits.data() + digits.size() || leading_zero || prefix > bits)
      return bad_range(text, "must end with a number of bits from 0 to " + std::to_string(bits));
  }
  if (has_bits_behind(bytes, prefix, bits))
    return bad_range(text, "has bits set behind its prefix; is another range meant?");
  return {};
}

}  // namespace quorate
