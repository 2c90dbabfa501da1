#include "crawler/fetch/url.hpp"

#include "tests/show.hpp"

namespace quorate {

TEST_CASE("parse https URL: host, port and target, kept byte for byte") {
  const auto url = parse_https("https://alice.example:8443/a/../b//c?x=%2F&y");
  REQUIRE(url);
  CHECK(url->host == "alice.example");
  CHECK(url->port == 8443);
  CHECK(url->target == "/a/../b//c?x=%2F&y");
  for (const std::string spelling :
       {"https://alice.example/", "https://alice.example:8443/x", "https://xn--bcher-kva.example/~a"})
    CHECK(text(*parse_https(spelling)) == spelling);
  CHECK(text(*parse_https("https://alice.example:443/")) == "https://alice.example/");
}

TEST_CASE("parse https URL: what two parsers could read differently, refused") {
  for (const std::string_view url : {"",
                                     "https://",
                                     "https:///",
                                     "https://alice.example",
                                     "https://alice.example?x",
                                     "http://alice.example/",
                                     "HTTPS://alice.example/",
                                     "https:alice.example/",
                                     "https://Alice.example/",
                                     "https://alice.example./",
                                     "https://alice@mallory.example/",
                                     "https://alice.example:80@mallory.example/",
                                     "https://alice.example\\@mallory.example/",
                                     "https://alice.example:/",
                                     "https://alice.example:0/",
                                     "https://alice.example:0443/",
                                     "https://alice.example:99999/",
                                     "https://alice.example/#proof",
                                     "https://alice.example/a b",
                                     "https://alice.example/\r\nHost: x",
                                     "https://alice.example/\x7f",
                                     "https://alice.example/\xc3\xa9",
                                     "https://alice.example/<b>",
                                     "https://b\xc3\xbc"
                                     "cher.example/",
                                     "https://%61lice.example/",
                                     "https://localhost/",
                                     "https://alice..example/",
                                     " https://alice.example/"}) {
    CAPTURE(url);
    const auto parsed = parse_https(url);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == Code::bad_uri);
  }
  CHECK_FALSE(parse_https(std::string_view("https://alice.example/\0x", 24)));
  CHECK_FALSE(parse_https("https://alice.example/" + std::string(2048, 'a')));
  CHECK(parse_https("https://alice.example/" + std::string(2047, 'a')));
}

TEST_CASE("parse https URL: a host that some parser reads as an address, refused as one") {
  for (const std::string_view host :
       {"127.0.0.1", "127.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "017700000001",
        "127.0.0.1.", "[::1]", "[::ffff:127.0.0.1]", "[fe80::1%25lo]", "169.254.169.254", "1.2.3.4.5",
        "a.0x7f", "::1", "[::1]:443"}) {
    CAPTURE(host);
    const auto parsed = parse_https("https://" + std::string(host) + "/");
    REQUIRE_FALSE(parsed);
    // Not a dot at the end: that is no address to our eyes, and no host name either.
    CHECK(parsed.error().code == (host.back() == '.' ? Code::bad_uri : Code::address_refused));
  }
}

}  // namespace quorate
