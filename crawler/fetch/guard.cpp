#include "crawler/fetch/guard.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace quorate {
namespace {

namespace ip = boost::asio::ip;

constexpr std::uint16_t https_port = 443;

struct Block4 {
  std::uint32_t network;
  unsigned bits;
  std::string_view use;
};

constexpr std::uint32_t v4(unsigned a, unsigned b, unsigned c, unsigned d) {
  return a << 24 | b << 16 | c << 8 | d;
}

// IANA IPv4 Special-Purpose Address Registry as of 2025-10, with multicast (RFC 5771).
constexpr std::array blocks4{
    Block4{v4(0, 0, 0, 0), 8, "this network (RFC 791)"},
    Block4{v4(10, 0, 0, 0), 8, "private use (RFC 1918)"},
    Block4{v4(100, 64, 0, 0), 10, "shared address space (RFC 6598)"},
    Block4{v4(127, 0, 0, 0), 8, "loopback (RFC 1122)"},
    Block4{v4(169, 254, 0, 0), 16, "link local (RFC 3927)"},
    Block4{v4(172, 16, 0, 0), 12, "private use (RFC 1918)"},
    Block4{v4(192, 0, 0, 0), 24, "IETF protocol assignments (RFC 6890)"},
    Block4{v4(192, 0, 2, 0), 24, "documentation (RFC 5737)"},
    Block4{v4(192, 31, 196, 0), 24, "AS112 (RFC 7535)"},
    Block4{v4(192, 52, 193, 0), 24, "AMT (RFC 7450)"},
    Block4{v4(192, 88, 99, 0), 24, "6to4 relay anycast (RFC 7526)"},
    Block4{v4(192, 168, 0, 0), 16, "private use (RFC 1918)"},
    Block4{v4(192, 175, 48, 0), 24, "AS112 (RFC 7534)"},
    Block4{v4(198, 18, 0, 0), 15, "benchmarking (RFC 2544)"},
    Block4{v4(198, 51, 100, 0), 24, "documentation (RFC 5737)"},
    Block4{v4(203, 0, 113, 0), 24, "documentation (RFC 5737)"},
    Block4{v4(224, 0, 0, 0), 4, "multicast (RFC 5771)"},
    Block4{v4(240, 0, 0, 0), 4, "reserved (RFC 1112)"},
};

struct Block6 {
  std::array<std::uint16_t, 8> network;
  unsigned bits;
  std::string_view use;
};

// IANA IPv6 Special-Purpose Address Registry as of 2025-10, with the blocks that embed IPv4 addresses and the
// deprecated ones. The last row, all that is not global unicast (RFC 4291 section 2.4), stands apart: it is
// "outside of", not "inside of".
constexpr std::array blocks6{
    Block6{{0, 0, 0, 0, 0, 0, 0, 0}, 128, "unspecified (RFC 4291)"},
    Block6{{0, 0, 0, 0, 0, 0, 0, 1}, 128, "loopback (RFC 4291)"},
    Block6{{0, 0, 0, 0, 0, 0, 0, 0}, 96, "IPv4-compatible (RFC 4291)"},
    Block6{{0, 0, 0, 0, 0, 0xffff, 0, 0}, 96, "IPv4-mapped (RFC 4291)"},
    Block6{{0x64, 0xff9b, 0, 0, 0, 0, 0, 0}, 96, "IPv4-IPv6 translation (RFC 6052)"},
    Block6{{0x64, 0xff9b, 1, 0, 0, 0, 0, 0}, 48, "IPv4-IPv6 translation (RFC 8215)"},
    Block6{{0x100, 0, 0, 0, 0, 0, 0, 0}, 64, "discard only (RFC 6666)"},
    Block6{{0x2001, 0, 0, 0, 0, 0, 0, 0}, 32, "Teredo (RFC 4380)"},
    Block6{{0x2001, 0, 0, 0, 0, 0, 0, 0}, 23, "IETF protocol assignments (RFC 2928)"},
    Block6{{0x2001, 0xdb8, 0, 0, 0, 0, 0, 0}, 32, "documentation (RFC 3849)"},
    Block6{{0x2002, 0, 0, 0, 0, 0, 0, 0}, 16, "6to4 (RFC 3056)"},
    Block6{{0x2620, 0x4f, 0x8000, 0, 0, 0, 0, 0}, 48, "AS112 (RFC 7534)"},
    Block6{{0x3fff, 0, 0, 0, 0, 0, 0, 0}, 20, "documentation (RFC 9637)"},
    Block6{{0x5f00, 0, 0, 0, 0, 0, 0, 0}, 16, "segment routing (RFC 9602)"},
    Block6{{0xfc00, 0, 0, 0, 0, 0, 0, 0}, 7, "unique local (RFC 4193)"},
    Block6{{0xfe80, 0, 0, 0, 0, 0, 0, 0}, 10, "link local (RFC 4291)"},
    Block6{{0xfec0, 0, 0, 0, 0, 0, 0, 0}, 10, "site local (RFC 3879)"},
    Block6{{0xff00, 0, 0, 0, 0, 0, 0, 0}, 8, "multicast (RFC 4291)"},
};

bool lies_in(const Block4& block, std::uint32_t address) {
  return (address ^ block.network) >> (32 - block.bits) == 0;
}

bool lies_in(const Block6& block, const ip::address_v6::bytes_type& address) {
  unsigned left = block.bits;
  for (std::size_t word = 0; left > 0; ++word) {
    const unsigned taken = std::min(left, 16U);
    const unsigned value = static_cast<unsigned>(address[2 * word]) << 8 | address[2 * word + 1];
    if ((value ^ block.network[word]) >> (16 - taken) != 0) return false;
    left -= taken;
  }
  return true;
}

// 2000::/3: the only block of which global unicast addresses have been given out.
bool is_global_unicast(const ip::address_v6::bytes_type& address) { return address[0] >> 5 == 1; }

template <class Blocks, class Address>
std::optional<std::string_view> find_use(const Blocks& blocks, const Address& address) {
  for (const auto& block : blocks)
    if (lies_in(block, address)) return block.use;
  return std::nullopt;
}

}  // namespace

std::optional<std::string_view> special_use(const ip::address& address) {
  if (address.is_v4()) return find_use(blocks4, address.to_v4().to_uint());
  const auto bytes = address.to_v6().to_bytes();
  if (const auto use = find_use(blocks6, bytes)) return use;
  if (!is_global_unicast(bytes)) return "not global unicast (RFC 4291)";
  return std::nullopt;
}

Guard::Guard(std::vector<AddressRange> allowed, std::optional<ip::tcp::endpoint> connect_to)
    : allowed_(std::move(allowed)), connect_to_(std::move(connect_to)) {}

Result<void> Guard::admit(const ip::tcp::endpoint& endpoint) const {
  const auto refused = [&](std::string_view why) {
    return Error{Code::address_refused, text(endpoint) + " is not connected to: " + std::string(why)};
  };
  if (connect_to_) {
    if (endpoint == *connect_to_) return {};
    return refused("every connection goes to " + text(*connect_to_));
  }
  const auto opens = [&](const AddressRange& range) { return contains(range, endpoint.address()); };
  if (std::any_of(allowed_.begin(), allowed_.end(), opens)) return {};
  if (const auto use = special_use(endpoint.address())) return refused(*use);
  if (endpoint.port() != https_port) return refused("only port 443 is asked");
  return {};
}

}  // namespace quorate
