#include "crawler/fetch/address.hpp"

#include "tests/show.hpp"

namespace quorate {

TEST_CASE("parse endpoint: address and port, read and written back") {
  for (const std::string notation : {"127.0.0.1:8443", "192.0.2.1:1", "[::1]:53", "[2001:db8::1]:65535"}) {
    const auto endpoint = parse_endpoint(notation);
    REQUIRE(endpoint);
    CHECK(text(*endpoint) == notation);
  }
}

TEST_CASE("parse endpoint: names, missing parts and odd spellings, refused") {
  for (const std::string_view notation :
       {"", "127.0.0.1", ":53", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:053",
        "127.0.0.1:+53", "127.0.0.1:5 3", "localhost:53", "::1:53", "[::1]", "[::1]:", "[127.0.0.1]:53",
        "[fe80::1%lo]:53", "127.1:53", "0x7f000001:53", "127.0.0.1:99999999999999999999"}) {
    CAPTURE(notation);
    const auto endpoint = parse_endpoint(notation);
    REQUIRE_FALSE(endpoint);
    CHECK(endpoint.error().code == Code::bad_argument);
  }
}

TEST_CASE("parse range: first and last address in it, neighbours not") {
  struct Row {
    std::string_view range, first, last, before, behind;
  };
  for (const Row& row :
       {Row{"10.0.0.0/8", "10.0.0.0", "10.255.255.255", "9.255.255.255", "11.0.0.0"},
        Row{"100.64.0.0/10", "100.64.0.0", "100.127.255.255", "100.63.255.255", "100.128.0.0"},
        Row{"192.0.2.7", "192.0.2.7", "192.0.2.7", "192.0.2.6", "192.0.2.8"},
        Row{"2001:db8::/33", "2001:db8::", "2001:db8:7fff:ffff:ffff:ffff:ffff:ffff",
            "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8:8000::"},
        Row{"::1/128", "::1", "::1", "::", "::2"}}) {
    CAPTURE(row.range);
    const auto range = parse_range(row.range);
    REQUIRE(range);
    const auto holds = [&](std::string_view address) {
      return contains(*range, boost::asio::ip::make_address(std::string(address)));
    };
    CHECK(holds(row.first));
    CHECK(holds(row.last));
    CHECK_FALSE(holds(row.before));
    CHECK_FALSE(holds(row.behind));
  }
}

TEST_CASE("parse range: 0 bits, holds its own kind only") {
  const auto range = parse_range("0.0.0.0/0");
  REQUIRE(range);
  CHECK(contains(*range, boost::asio::ip::make_address("203.0.113.1")));
  CHECK_FALSE(contains(*range, boost::asio::ip::make_address("::ffff:203.0.113.1")));
  CHECK_FALSE(contains(*range, boost::asio::ip::make_address("2001:db8::1")));
}

TEST_CASE("parse range: bits behind the prefix, odd lengths, no address, refused") {
  for (const std::string_view notation :
       {"", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/08", "10.0.0.1/8", "2001:db8::1/64",
        "::/129", "10.0.0/8", "example.org/8", "10.0.0.0/8/8", "fe80::%1/64"}) {
    CAPTURE(notation);
    CHECK_FALSE(parse_range(notation));
  }
}

}  // namespace quorate
