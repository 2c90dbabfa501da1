#include "config/settings.hpp"

#include "config/address_range.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

std::string error_of(std::string_view bytes) {
  const auto settings = load_settings("q.yaml", bytes);
  return settings ? "loaded" : settings.error().detail;
}

}  // namespace

TEST_CASE("load settings: everything that may stand there, read") {
  const auto settings = load_settings("q.yaml",
                                      "services: [mine.yaml, work.yaml]\n"
                                      "operators: [ours.yaml]\n"
                                      "limits: limits.yaml\n"
                                      "allow_addresses: [127.0.0.0/8, \"::1\"]\n"
                                      "trust_anchor: root.key\n"
                                      "as_table: ip2asn.tsv\n"
                                      "proxy: socks5h://127.0.0.1:9050\n"
                                      "contact: mailto:research@example.org\n");
  REQUIRE(settings);
  CHECK(settings->proxy == "socks5h://127.0.0.1:9050");
  CHECK(settings->services == std::vector<std::string>{"mine.yaml", "work.yaml"});
  CHECK(settings->operators == std::vector<std::string>{"ours.yaml"});
  CHECK(settings->limits == "limits.yaml");
  CHECK(settings->allow_addresses == std::vector<std::string>{"127.0.0.0/8", "::1"});
  CHECK(settings->trust_anchor == "root.key");
  CHECK(settings->as_table == "ip2asn.tsv");
  CHECK(settings->contact == "mailto:research@example.org");
}

TEST_CASE("load settings: an empty mapping, changes nothing") {
  const auto settings = load_settings("q.yaml", "{}\n");
  REQUIRE(settings);
  CHECK(settings->services.empty());
  CHECK(settings->allow_addresses.empty());
  CHECK_FALSE(settings->contact);
}

TEST_CASE("load settings: unknown keys and wrong types, refused with the place") {
  CHECK(
      error_of("service: [a]\n").starts_with("q.yaml:1:1: configuration: the key \"service\" is not known"));
  CHECK(error_of("verify_tls: false\n").starts_with("q.yaml:1:1:"));
  CHECK(error_of("services: a.yaml\n").starts_with("q.yaml:1:11:"));
  CHECK(error_of("services: []\n").starts_with("q.yaml:1:11:"));
  CHECK(error_of("services: [a, 1]\n").starts_with("q.yaml:1:15:"));
  CHECK(error_of("limits: {redirects: 1}\n").starts_with("q.yaml:1:9:"));
  CHECK(error_of("limits: a\nlimits: b\n").starts_with("q.yaml:2:1:"));
  CHECK(error_of("allow_addresses: 10.0.0.0/8\n").starts_with("q.yaml:1:18:"));
  CHECK(error_of("allow_addresses: [10.0.0.0/8, ten]\n")
            .starts_with("q.yaml:1:31: configuration: \"ten\" is no range"));
  CHECK(error_of("allow_addresses: [10]\n").starts_with("q.yaml:1:19:"));
  CHECK(error_of("").starts_with("q.yaml:1:1:"));
}

TEST_CASE("load settings: a contact that could add to the request, refused") {
  CHECK(error_of("contact: https://example.org/crawler\n") == "loaded");
  for (const std::string contact :
       {"me@example.org", "http://example.org/", "\"mailto:a b@example.org\"", "\"mailto:a\\r\\nCookie: x\"",
        "\"mailto:a) x (\"", "\"mailto:\\u00e9@example.org\"", "\"mailto:a\\\\\""}) {
    INFO(contact);
    CHECK(error_of("contact: " + contact + "\n").starts_with("q.yaml:1:10:"));
  }
  CHECK(error_of("contact: mailto:" + std::string(200, 'a') + "\n").starts_with("q.yaml:1:10:"));
}

TEST_CASE("address range: prefixes and single addresses, taken") {
  for (const std::string text : {"192.0.2.0/24", "2001:db8::/33", "0.0.0.0/0", "::/0", "10.1.2.3",
                                 "10.1.2.3/32", "::1", "10.128.0.0/9"}) {
    INFO(text);
    CHECK(check_address_range(text));
  }
}

TEST_CASE("address range: other spellings and bits behind the prefix, refused") {
  for (const std::string text : {"",
                                 "/",
                                 "10",
                                 "10.0.0/8",
                                 "10.0.0.1/8",
                                 "10.128.0.0/8",
                                 "010.0.0.0/8",
                                 "0x0a000000/8",
                                 "10.0.0.0/33",
                                 "10.0.0.0/-1",
                                 "10.0.0.0/08",
                                 "10.0.0.0/",
                                 "10.0.0.0/8/8",
                                 "10.0.0.0/8 ",
                                 " 10.0.0.0/8",
                                 "::/129",
                                 "2001:db8::1/32",
                                 "fe80::1%eth0",
                                 "[::1]",
                                 "localhost",
                                 "10.0.0.0/8x"}) {
    INFO(text);
    CHECK_FALSE(check_address_range(text));
  }
  CHECK_FALSE(check_address_range(std::string("10.0.0.1\0x", 10)));
}

TEST_CASE("load settings: vantage points, each with its name and its way") {
  const auto settings = load_settings("q.yaml",
                                      "vantages:\n"
                                      "  - {name: here}\n"
                                      "  - {name: tor, proxy: socks5h://127.0.0.1:9050}\n"
                                      "  - {name: other-line, address: 192.0.2.7}\n");
  REQUIRE(settings);
  REQUIRE(settings->vantages.size() == 3);
  CHECK(settings->vantages[0].name == "here");
  CHECK_FALSE(settings->vantages[0].proxy);
  CHECK(settings->vantages[1].proxy == "socks5h://127.0.0.1:9050");
  CHECK(settings->vantages[2].address == "192.0.2.7");
}

TEST_CASE("load settings: vantage points that are the same, none, both or too many, refused") {
  for (const std::string list :
       {"[]", "x", "[x]", "[{}]", "[{name: A}]", "[{name: a}, {name: a, address: 192.0.2.7}]",
        "[{name: a}, {name: b}]",
        "[{name: a, proxy: 'http://192.0.2.1:1'}, {name: b, proxy: 'http://192.0.2.1:1'}]",
        "[{name: a, address: 192.0.2.7}, {name: b, address: 192.0.2.7}]",
        "[{name: a, address: '::1'}, {name: b, address: '0:0:0:0:0:0:0:1'}]",
        "[{name: a, address: '2001:DB8::A'}, {name: b}, {name: c, address: '2001:db8:0::a'}]",
        "[{name: a, proxy: 'http://192.0.2.1:1', address: 192.0.2.7}]", "[{name: a, adress: 192.0.2.7}]"}) {
    INFO(list);
    CHECK(error_of("vantages: " + list + "\n").starts_with("q.yaml:1:"));
  }
  CHECK(error_of("vantages: [{name: a, address: '::1'}, {name: b, address: '::2'}, {name: c}]\n") ==
        "loaded");
  CHECK(error_of("vantages: [{name: a, address: x}, {name: b, address: y}]\n") == "loaded");
  std::string many = "vantages:\n";
  for (int i = 0; i < 17; ++i)
    many += "  - {name: v" + std::to_string(i) + ", address: 192.0.2." + std::to_string(i) + "}\n";
  CHECK(error_of(many) != "loaded");
  CHECK(error_of("proxy: http://192.0.2.1:1\nvantages: [{name: a}]\n") != "loaded");
}

}  // namespace quorate
