#include "crawler/fetch/proxy.hpp"

#include "tests/show.hpp"

#include <string>

namespace quorate {

TEST_CASE("parse proxy: SOCKS 5 and HTTP, by address and port") {
  for (const std::string written :
       {"socks5h://127.0.0.1:9050", "http://192.0.2.1:3128", "socks5h://[2001:db8::1]:1080"}) {
    const auto proxy = parse_proxy(written);
    REQUIRE(proxy);
    CHECK(text(*proxy) == written);
  }
  CHECK(parse_proxy("socks5h://127.0.0.1:9050")->kind == ProxyKind::socks5);
  CHECK(parse_proxy("http://127.0.0.1:9050")->kind == ProxyKind::http);
}

TEST_CASE("parse proxy: anything else, refused") {
  for (const std::string written :
       {"", "127.0.0.1:9050", "socks5://127.0.0.1:9050", "socks4://127.0.0.1:9050", "https://127.0.0.1:9050",
        "socks5h://", "socks5h://127.0.0.1", "socks5h://127.0.0.1:0", "socks5h://127.0.0.1:99999",
        "socks5h://localhost:9050", "socks5h://u:p@127.0.0.1:9050", "socks5h://127.0.0.1:9050/",
        "SOCKS5H://127.0.0.1:9050", "http://127.0.0.1:80\r\nX: y"}) {
    INFO(written);
    const auto proxy = parse_proxy(written);
    REQUIRE_FALSE(proxy);
    CHECK(proxy.error().code == Code::bad_argument);
  }
}

TEST_CASE("reach: names of one's own network, are not on the internet") {
  for (const std::string host :
       {"localhost", "a.localhost", "printer.local", "db.internal", "router.home.arpa"}) {
    INFO(host);
    CHECK(reach_of(host) == Reach::local);
  }
  for (const std::string host :
       {"alice.example", "notlocalhost", "local.example", "arpa", "xlocal", "mylocal.example"}) {
    INFO(host);
    CHECK(reach_of(host) == Reach::internet);
  }
}

}  // namespace quorate
