#include "proofs/groups/address.hpp"

#include <arpa/inet.h>
#include <charconv>
#include <string>

namespace quorate {
namespace {

constexpr unsigned bits_per_byte = 8;

Error bad_block(std::string_view text, std::string_view why) {
  return {Code::bad_argument, "\"" + std::string(text) + "\" " + std::string(why)};
}

unsigned width(const Address& address) { return address.family == Address::Family::v4 ? 32 : 128; }

}  // namespace

// inet_pton takes dotted decimals without leading zeros only, and no zones.
std::optional<Address> parse_address(std::string_view text) {
  const std::string copy(text);
  if (copy.find('\0') != std::string::npos) return std::nullopt;
  Address address;
  if (inet_pton(AF_INET, copy.c_str(), address.bytes.data()) == 1) return address;
  address.family = Address::Family::v6;
  if (inet_pton(AF_INET6, copy.c_str(), address.bytes.data()) == 1) return address;
  return std::nullopt;
}

Result<AddressBlock> parse_block(std::string_view text) {
  const std::size_t slash = text.find('/');
  const std::optional<Address> first = parse_address(text.substr(0, slash));
  if (!first || slash == text.npos)
    return bad_block(text, "is no block of addresses; write it as 192.0.2.0/24 or 2001:db8::/32");
  const std::string_view digits = text.substr(slash + 1);
  unsigned prefix = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), prefix);
  const bool leading_zero = digits.size() > 1 && digits.front() == '0';
  if (failed != std::errc() || end != digits.data() + digits.size() || leading_zero || prefix > width(*first))
    return bad_block(text, "must end with a number of bits from 0 to " + std::to_string(width(*first)));
  AddressBlock block{*first, *first};
  for (unsigned bit = prefix; bit < width(*first); ++bit) {
    const auto mask = static_cast<std::uint8_t>(0x80U >> (bit % bits_per_byte));
    std::uint8_t& byte = block.last.bytes[bit / bits_per_byte];
    if ((byte & mask) != 0) return bad_block(text, "has bits set behind its prefix; is another block meant?");
    byte = static_cast<std::uint8_t>(byte | mask);
  }
  return block;
}

bool holds(const AddressBlock& block, const Address& address) {
  return block.first <= address && address <= block.last;
}

bool overlap(const AddressBlock& a, const AddressBlock& b) { return a.first <= b.last && b.first <= a.last; }

}  // namespace quorate
