#include "proofs/score/suffix_list.hpp"

#include "tests/show.hpp"

namespace quorate {

TEST_CASE("registrable domain: name below an ordinary suffix, its last two labels") {
  const SuffixList list = SuffixList::builtin();
  CHECK(list.registrable_domain("alice.org") == "alice.org");
  CHECK(list.registrable_domain("www.blog.alice.org") == "alice.org");
}

TEST_CASE("registrable domain: suffix of two labels, three labels") {
  const SuffixList list = SuffixList::builtin();
  CHECK(list.registrable_domain("shop.alice.co.uk") == "alice.co.uk");
  CHECK(list.registrable_domain("alice.co.uk") == "alice.co.uk");
  CHECK(list.registrable_domain("a.b.c.kobe.jp") == "b.c.kobe.jp");
  CHECK(list.registrable_domain("www.city.kobe.jp") == "city.kobe.jp");
}

TEST_CASE("registrable domain: tenants of a private suffix, each its own") {
  const SuffixList list = SuffixList::builtin();
  CHECK(list.registrable_domain("alice.github.io") == "alice.github.io");
  CHECK(list.registrable_domain("www.alice.github.io") == "alice.github.io");
  CHECK(list.registrable_domain("bob.github.io") == "bob.github.io");
  CHECK(list.registrable_domain("alice.blogspot.com") == "alice.blogspot.com");
  CHECK(list.registrable_domain("alice.github.com") == "github.com");
}

TEST_CASE("registrable domain: a suffix itself, the suffix") {
  const SuffixList list = SuffixList::builtin();
  for (const char* suffix : {"github.io", "co.uk", "uk", "com", "example", "localhost"})
    CHECK(list.registrable_domain(suffix) == suffix);
}

TEST_CASE("registrable domain: top level that the list does not know, two labels") {
  const SuffixList list = SuffixList::builtin();
  CHECK(list.registrable_domain("www.alice.example") == "alice.example");
  CHECK(list.registrable_domain("a.b.c.invalid") == "c.invalid");
}

TEST_CASE("registrable domain: A-labels, as the names that they stand for") {
  const SuffixList list = SuffixList::builtin();
  CHECK(list.registrable_domain("www.alice.xn--55qx5d.cn") == "alice.xn--55qx5d.cn");
  CHECK(list.registrable_domain("xn--55qx5d.cn") == "xn--55qx5d.cn");
}

TEST_CASE("registrable domain: a name of the largest size, still found") {
  const SuffixList list = SuffixList::builtin();
  std::string host;
  for (int i = 0; i < 121; ++i) host += "a.";
  CHECK(list.registrable_domain(host + "github.io") == "a.github.io");
  const std::string label(63, 'b');
  CHECK(list.registrable_domain(label + "." + label + "." + label + ".github.io") == label + ".github.io");
  CHECK(list.registrable_domain("").empty());
}

TEST_CASE("registered domain: below a private suffix, what was registered with a registry") {
  const SuffixList list = SuffixList::builtin();
  CHECK(list.registered_domain("www.alice.github.io") == "github.io");
  CHECK(list.registered_domain("github.io") == "github.io");
  CHECK(list.registered_domain("alice.blogspot.co.uk") == "blogspot.co.uk");
  CHECK(list.registered_domain("alice.de.eu.org") == "eu.org");
  CHECK(list.registered_domain("b.a.compute.amazonaws.com") == "amazonaws.com");
}

TEST_CASE("registered domain: elsewhere, the registrable domain") {
  const SuffixList list = SuffixList::builtin();
  for (const char* host :
       {"alice.org", "www.alice.org", "shop.alice.co.uk", "a.b.c.kobe.jp", "www.city.kobe.jp",
        "alice.example", "www.alice.example", "a.b.c.invalid", "www.alice.xn--55qx5d.cn"})
    CHECK(list.registered_domain(host) == list.registrable_domain(host));
  for (const char* suffix : {"co.uk", "uk", "com", "example", "localhost", ""})
    CHECK(list.registered_domain(suffix) == suffix);
  std::string host;
  for (int i = 0; i < 121; ++i) host += "a.";
  CHECK(list.registered_domain(host + "github.io") == "github.io");
}

TEST_CASE("suffix list version: a day") {
  const std::string version = SuffixList::builtin().version();
  REQUIRE(version.size() == 10);
  CHECK(version >= "2015-01-01");
  CHECK((version[4] == '-' && version[7] == '-'));
}

TEST_CASE("registrable domain: more hosts than are remembered, each its own again and again") {
  const SuffixList list = SuffixList::builtin();
  for (int round = 0; round < 2; ++round)
    for (int i = 0; i < 5'000; ++i) {
      const std::string domain = "d" + std::to_string(i) + ".co.uk";
      REQUIRE(list.registrable_domain("www." + domain) == domain);
      REQUIRE(list.registered_domain("www." + domain) == domain);
      const std::string tenant = "t" + std::to_string(i) + ".github.io";
      REQUIRE(list.registrable_domain("www." + tenant) == tenant);
      REQUIRE(list.registered_domain("www." + tenant) == "github.io");
    }
  CHECK(list.registrable_domain("").empty());
}

}  // namespace quorate
