#include "tests/crawler/fetch/web.hpp"
#include "tests/servers/bind.hpp"
#include "tests/servers/silent.hpp"
#include "tests/show.hpp"

#include <chrono>

namespace quorate {
namespace {

Request records(std::string name) {
  Request request;
  request.dns_name = std::move(name);
  return request;
}

// Settings that ask the server and trust its keys, and no other.
FetchSettings asking(const Bind& bind) {
  FetchSettings settings;
  settings.resolver = parse_endpoint("127.0.0.1:" + std::to_string(bind.port())).value();
  settings.root_anchor_file = "";
  settings.extra_anchor_file = bind.anchor_file();
  settings.limits = shipped_limits();
  return settings;
}

const std::string proof =
    "_cross-signature IN TXT \"genuine \" \"proof\"\n_cross-signature IN TXT \"another\"\n";

std::vector<Zone> zones() {
  return {{"secure.test", proof, true, {}},
          {"tampered.test", proof + "other IN TXT \"untouched\"\n", true, {"genuine ", "forged "}},
          {"plain.test", proof + "alias IN CNAME _cross-signature.secure.test.\n", false, {}}};
}

std::vector<std::string> sorted(std::vector<std::string> records) {
  std::sort(records.begin(), records.end());
  return records;
}

}  // namespace

TEST_CASE("fetch TXT: signed, unsigned and tampered zones, secure, insecure and no answer") {
  const Bind bind(zones());
  const auto seen = fetch_all(
      asking(bind), {records("_cross-signature.secure.test"), records("_cross-signature.plain.test"),
                     records("_cross-signature.tampered.test"), records("other.tampered.test"),
                     records("alias.plain.test")});
  const std::vector<std::string> both = {"another", "genuine proof"};
  CHECK(failure(seen[0]) == "");
  CHECK(sorted(seen[0].records) == both);
  CHECK(seen[0].dnssec == Dnssec::secure);
  CHECK(seen[0].elapsed_us > 0);
  CHECK(failure(seen[1]) == "");
  CHECK(sorted(seen[1].records) == both);
  CHECK(seen[1].dnssec == Dnssec::insecure);
  CHECK(code(seen[2]) == "dns_failed");
  CHECK(failure(seen[2]).find("bogus") != std::string::npos);
  CHECK(seen[2].records.empty());
  CHECK(failure(seen[3]) == "");
  CHECK(seen[3].dnssec == Dnssec::secure);
  CHECK(failure(seen[4]) == "");
  CHECK(sorted(seen[4].records) == both);
  CHECK(seen[4].dnssec == Dnssec::insecure);
}

TEST_CASE("fetch TXT: no such name or no TXT at a name, an answer without records") {
  const Bind bind(zones());
  const auto seen =
      fetch_all(asking(bind), {records("_cross-signature.missing.secure.test"), records("ns.secure.test"),
                               records("missing.plain.test"), records("ns.plain.test")});
  for (const Observation& observation : seen) {
    CHECK(failure(observation) == "");
    CHECK(observation.records.empty());
  }
  CHECK(seen[0].dnssec == Dnssec::secure);
  CHECK(seen[1].dnssec == Dnssec::secure);
  CHECK(seen[2].dnssec == Dnssec::insecure);
}

TEST_CASE("fetch TXT: a zone that the server does not serve, no answer") {
  const Bind bind(zones());
  CHECK(code(fetch_one(asking(bind), records("_cross-signature.elsewhere.test"))) == "dns_failed");
}

TEST_CASE("fetch TXT: a dead server, given up in time") {
  const SilentServer nobody;
  FetchSettings settings;
  settings.resolver = parse_endpoint("127.0.0.1:" + std::to_string(nobody.port())).value();
  settings.root_anchor_file = "";
  settings.limits = shipped_limits();
  settings.limits.dns = std::chrono::milliseconds(400);
  const auto seen = fetch_all(settings, {records("alice.test"), records("bob.test")});
  for (const Observation& observation : seen)
    CHECK(failure(observation).find("no answer in time") != std::string::npos);
}

TEST_CASE(
    "fetch TXT: the root's anchor and a server that knows only its own zones, those with an anchor seen") {
  const Bind bind(zones());
  const TempDirectory files;
  FetchSettings settings = asking(bind);
  // The key signing key of the root since 2017 (RFC 7958).
  settings.root_anchor_file = files.write(
      "root.key", ". IN DS 20326 8 2 E06D44B80B8F1D39A95C0B0D7C65D08458E880409BBC683457104237C7F8EC8D\n");
  const auto seen =
      fetch_all(settings, {records("_cross-signature.secure.test"), records("_cross-signature.plain.test")});
  CHECK(seen[0].dnssec == Dnssec::secure);
  CHECK(seen[0].records.size() == 2);
  CHECK(code(seen[1]) == "dns_failed");  // nothing signed says that this zone is not signed
}

TEST_CASE("fetch TXT: a trust anchor file that cannot be read, no answer") {
  const Bind bind(zones());
  FetchSettings settings = asking(bind);
  settings.extra_anchor_file = "/nonexistent/anchors";
  CHECK(code(fetch_one(settings, records("_cross-signature.plain.test"))) == "dns_failed");
}

TEST_CASE("fetch TXT: names that are none, refused before they are asked") {
  const Bind bind(zones());
  for (const std::string& name : {std::string("a b.test"), std::string("a\0.test", 7), std::string(254, 'a'),
                                  std::string("\xc3\xa9.test")})
    CHECK(code(fetch_one(asking(bind), records(name))) == "dns_failed");
}

TEST_CASE("fetch TXT: every connection to one address and no resolver, DNS not asked") {
  FetchSettings settings;
  settings.connect_to = parse_endpoint("127.0.0.1:1").value();
  settings.limits = shipped_limits();
  const Observation seen = fetch_one(settings, records("_cross-signature.alice.test"));
  CHECK(failure(seen) ==
        "dns_failed: DNS is not asked while every connection goes to one address; give --resolver");
}

}  // namespace quorate
