#include "crawler/fetch/guard.hpp"

#include "tests/show.hpp"

#include <algorithm>
#include <array>

namespace quorate {
namespace {

namespace ip = boost::asio::ip;

// The IANA special-purpose registries by hand, apart from the table of the guard: a slip in one shows in the
// other.
constexpr std::array denied4{"0.0.0.0/8",       "10.0.0.0/8",         "100.64.0.0/10",   "127.0.0.0/8",
                             "169.254.0.0/16",  "172.16.0.0/12",      "192.0.0.0/24",    "192.0.2.0/24",
                             "192.31.196.0/24", "192.52.193.0/24",    "192.88.99.0/24",  "192.168.0.0/16",
                             "192.175.48.0/24", "198.18.0.0/15",      "198.51.100.0/24", "203.0.113.0/24",
                             "224.0.0.0/4",     "240.0.0.0/4",        "192.0.0.9/32",    "192.0.0.10/32",
                             "192.0.0.170/32",  "255.255.255.255/32", "192.0.0.0/29"};

constexpr std::array denied6{
    "::/128",        "::1/128",        "::/96",       "::ffff:0:0/96",     "64:ff9b::/96",  "64:ff9b:1::/48",
    "100::/64",      "100:0:0:1::/64", "2001::/23",   "2001::/32",         "2001:1::1/128", "2001:1::2/128",
    "2001:1::3/128", "2001:2::/48",    "2001:3::/32", "2001:4:112::/48",   "2001:10::/28",  "2001:20::/28",
    "2001:30::/28",  "2001:db8::/32",  "2002::/16",   "2620:4f:8000::/48", "3fff::/20",     "5f00::/16",
    "fc00::/7",      "fe80::/10",      "fec0::/10",   "ff00::/8",          "::/3",          "4000::/2",
    "8000::/1"};

template <class Bytes>
Bytes last_of(Bytes bytes, unsigned bits) {
  for (unsigned bit = bits; bit < bytes.size() * 8; ++bit)
    bytes[bit / 8] = static_cast<unsigned char>(bytes[bit / 8] | 0x80U >> (bit % 8));
  return bytes;
}

template <class Bytes>
Bytes plus(Bytes bytes, int step) {
  for (std::size_t i = bytes.size(); i-- > 0;) {
    bytes[i] = static_cast<unsigned char>(bytes[i] + step);
    if (bytes[i] != (step > 0 ? 0x00 : 0xff)) break;
  }
  return bytes;
}

// First, last, first - 1 and last + 1 of every block.
template <class Address, class Table>
std::vector<ip::address> edges(const Table& table) {
  std::vector<ip::address> all;
  for (const char* notation : table) {
    const AddressRange range = parse_range(notation).value();
    Address network;
    if constexpr (std::is_same_v<Address, ip::address_v4>)
      network = range.network.to_v4();
    else
      network = range.network.to_v6();
    const auto first = network.to_bytes();
    const auto last = last_of(first, range.prefix_bits);
    for (const auto& bytes : {first, last, plus(first, -1), plus(last, 1)}) all.emplace_back(Address(bytes));
  }
  return all;
}

bool is_denied(const ip::address& address) {
  const auto holds = [&](const char* notation) { return contains(parse_range(notation).value(), address); };
  return std::any_of(denied4.begin(), denied4.end(), holds) ||
         std::any_of(denied6.begin(), denied6.end(), holds);
}

// Every way to write an IPv4 address into an IPv6 one.
std::vector<ip::address> embeddings(const ip::address_v4& address) {
  const auto v4 = address.to_bytes();
  std::vector<ip::address> all;
  const auto put = [&](std::string_view network, std::size_t at, unsigned char flip) {
    auto bytes = ip::make_address_v6(std::string(network)).to_bytes();
    for (std::size_t i = 0; i < v4.size(); ++i) bytes[at + i] = static_cast<unsigned char>(v4[i] ^ flip);
    all.emplace_back(ip::address_v6(bytes));
  };
  put("::", 12, 0);           // compatible
  put("::ffff:0:0", 12, 0);   // mapped
  put("64:ff9b::", 12, 0);    // NAT64
  put("64:ff9b:1::", 12, 0);  // NAT64, local
  put("2002::", 2, 0);        // 6to4
  put("2001::", 12, 0xff);    // Teredo: the client, inverted
  put("2001::", 4, 0);        // Teredo: the server
  return all;
}

const Guard plain({}, std::nullopt);

}  // namespace

TEST_CASE("guard: both edges of every special block and their neighbours, decided as the registries say") {
  std::size_t denied = 0;
  std::size_t admitted = 0;
  auto addresses = edges<ip::address_v4>(denied4);
  const auto addresses6 = edges<ip::address_v6>(denied6);
  addresses.insert(addresses.end(), addresses6.begin(), addresses6.end());
  for (const ip::address& address : addresses) {
    CAPTURE(address.to_string());
    const auto decision = plain.admit({address, 443});
    CHECK(decision.has_value() == !is_denied(address));
    CHECK(special_use(address).has_value() == is_denied(address));
    ++(decision ? admitted : denied);
    if (!decision) CHECK(decision.error().code == Code::address_refused);
  }
  CHECK(denied > 130);
  CHECK(admitted > 25);
}

TEST_CASE("guard: an IPv4 address embedded in IPv6, refused whatever it is") {
  auto addresses = edges<ip::address_v4>(denied4);
  for (const char* address : {"1.1.1.1", "8.8.8.8", "93.184.216.34", "223.255.255.255"})
    addresses.push_back(ip::make_address(address));
  for (const ip::address& v4 : addresses)
    for (const ip::address& embedding : embeddings(v4.to_v4())) {
      CAPTURE(v4.to_string(), embedding.to_string());
      CHECK_FALSE(plain.admit({embedding, 443}));
    }
}

TEST_CASE("guard: public addresses, admitted on port 443 only") {
  for (const char* notation :
       {"1.1.1.1", "93.184.216.34", "2606:4700:4700::1111", "2a00:1450:4001:81b::200e"}) {
    const ip::address address = ip::make_address(notation);
    CHECK(plain.admit({address, 443}));
    for (const std::uint16_t port : std::initializer_list<std::uint16_t>{22, 80, 444, 8443})
      CHECK_FALSE(plain.admit({address, port}));
  }
}

TEST_CASE("guard: an allowed block, admitted on every port, and nothing beside it") {
  const Guard guard({parse_range("127.0.0.0/30").value(), parse_range("fd00::/8").value()}, std::nullopt);
  CHECK(guard.admit({ip::make_address("127.0.0.3"), 8443}));
  CHECK_FALSE(guard.admit({ip::make_address("127.0.0.4"), 443}));
  CHECK(guard.admit({ip::make_address("fd00::1"), 443}));
  CHECK_FALSE(guard.admit({ip::make_address("::ffff:127.0.0.1"), 443}));
  CHECK_FALSE(guard.admit({ip::make_address("::1"), 443}));
  CHECK(guard.admit({ip::make_address("1.1.1.1"), 443}));
}

TEST_CASE("guard: one address for every connection, that endpoint alone") {
  const Guard guard({parse_range("127.0.0.0/8").value()}, parse_endpoint("127.0.0.1:8443").value());
  CHECK(guard.admit({ip::make_address("127.0.0.1"), 8443}));
  CHECK_FALSE(guard.admit({ip::make_address("127.0.0.1"), 443}));
  CHECK_FALSE(guard.admit({ip::make_address("127.0.0.2"), 8443}));
  CHECK_FALSE(guard.admit({ip::make_address("1.1.1.1"), 443}));
}

}  // namespace quorate
