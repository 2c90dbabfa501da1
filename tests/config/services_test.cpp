#include "config/services.hpp"

#include "config/shipped.hpp"
#include "tests/config/near_misses.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

Services shipped() {
  auto services = load_services("services.yaml", shipped_services());
  REQUIRE(services);
  return *services;
}

// A small file that loads; `from` in it is replaced by `to`.
std::string error_after(std::string_view from, std::string_view to) {
  std::string file = R"(version: "1"
services:
  - id: forge
    name: Forge
    operator: forge-inc
    kind: code forge
    account: "https://code.example/{name}"
    fields:
      name: {chars: "a-z", min: 1, max: 9}
    places:
      - urls: ["https://code.example/{name}"]
        redirects: none
        headers: {Accept: text/html}
        max_bytes: page_bytes
        owner: {html: .nickname, equals: "{name}"}
        regions: [{html: .bio}]
        formats: [cross_signature]
    examples:
      match: ["https://code.example/alice"]
      other: ["https://code.example/Alice"]
)";
  if (!from.empty()) {
    const std::size_t at = file.find(from);
    REQUIRE(at != file.npos);
    file.replace(at, from.size(), to);
  }
  const auto services = load_services("s.yaml", file);
  return services ? "loaded" : services.error().detail;
}

}  // namespace

TEST_CASE("load services: the shipped file, has the entries and the version that it should") {
  const Services services = shipped();
  CHECK(services.version.size() == std::string_view("2026-11-23").size());
  std::vector<std::string> ids;
  for (const Service& service : services.entries) ids.push_back(service.id);
  CHECK(ids == std::vector<std::string>{"own-site", "mimi-user", "mimi-pseudonym", "mimi-room", "mimi-team",
                                        "mimi-client", "mimi-user-client", "dns", "keybase-site",
                                        "town-forge", "town-social", "town-pictures", "town-network",
                                        "town-dating", "town-forum"});
}

TEST_CASE("shipped services: every example, matches its entry or does not, as the file says") {
  const Services services = shipped();
  for (const Service& service : services.entries) {
    INFO(service.id);
    CHECK_FALSE(service.matching.empty());
    CHECK_FALSE(service.other.empty());
    for (const std::string& example : service.matching) {
      INFO(example);
      const auto account = Account::parse(example);
      REQUIRE(account);
      CHECK(service.account.match(*account));
    }
    for (const std::string& example : service.other) {
      INFO(example);
      const auto account = Account::parse(example);
      CHECK_FALSE((account && service.account.match(*account)));
    }
  }
}

TEST_CASE(
    "shipped services: what looks like a profile page but is not this account, matches no entry of its "
    "host") {
  const Services services = shipped();
  std::size_t families = 0;
  for (const Service& service : services.entries) {
    const auto account = Account::parse(service.matching.front());
    if (account->kind() != AccountKind::page) continue;
    ++families;
    const std::vector<std::string> misses = near_misses(account->uri());
    CHECK(misses.size() >= 50);
    for (const std::string& miss : misses) {
      INFO(service.id + " " + miss);
      REQUIRE(miss != account->uri());
      const auto other = Account::parse(miss);
      if (!other) continue;
      CHECK_FALSE(service.account.match(*other));
      if (other->kind() == AccountKind::page) CHECK(matching_services(*other, services).empty());
    }
  }
  CHECK(families == 6);
}

TEST_CASE("matching services: an own site, gives all entries that describe it, in order") {
  const Services services = shipped();
  const auto matches = matching_services(*Account::parse("https://alice.example/"), services);
  REQUIRE(matches.size() == 2);
  CHECK(matches[0].service->id == "own-site");
  CHECK(matches[1].service->id == "keybase-site");
  CHECK(matches[1].values == FieldValues{{"host", "alice.example"}});
  CHECK(matching_services(*Account::parse("https://alice.example/about"), services).empty());
}

TEST_CASE("load services: the small file itself, loads") { CHECK(error_after("", "") == "loaded"); }

TEST_CASE(
    "load services: entries without examples, of the same id, or not as described, refused with the place") {
  CHECK(error_after("    examples:\n      match: [\"https://code.example/alice\"]\n      other: "
                    "[\"https://code.example/Alice\"]\n",
                    "") == "s.yaml:3:5: service entry: the key \"examples\" is missing; add it");
  CHECK(error_after("      match: [\"https://code.example/alice\"]\n", "")
            .find("the key \"match\" is missing") != std::string::npos);
  CHECK(error_after("      other: [\"https://code.example/Alice\"]\n", "")
            .find("the key \"other\" is missing") != std::string::npos);
  CHECK(error_after("match: [\"https://code.example/alice\"]", "match: []").starts_with("s.yaml:19:14:"));
  CHECK(error_after("match: [\"https://code.example/alice\"]", "match: [\"https://code.example/alice/\"]")
            .starts_with("s.yaml:19:15: the example does not match"));
  CHECK(error_after("match: [\"https://code.example/alice\"]", "match: [\"https://Code.example/alice\"]")
            .starts_with("s.yaml:19:15: the example is no account"));
  CHECK(error_after("other: [\"https://code.example/Alice\"]", "other: [\"https://code.example/bob\"]")
            .starts_with("s.yaml:20:15: matches"));
  CHECK(error_after("id: forge\n", "id: Forge\n").starts_with("s.yaml:3:9: \"id\" is"));
  CHECK(error_after("id: forge\n", "id: forge\n    id: forge\n").starts_with("s.yaml:4:5: the key \"id\""));
  CHECK(error_after("version: \"1\"\n", "").find("the key \"version\" is missing") != std::string::npos);
  CHECK(error_after("kind: code forge\n", "knd: code forge\n")
            .starts_with("s.yaml:6:5: service entry: the key \"knd\""));
  CHECK(error_after("\"https://code.example/{name}\"\n    fields",
                    "\"https://code.example/{nmae}\"\n    fields")
            .starts_with("s.yaml:7:14:"));
}

TEST_CASE("load services: two entries of the same id, refused") {
  const std::string file(shipped_services());
  const std::size_t at = file.find("id: mimi-room");
  const auto services = load_services("s.yaml", std::string(file).replace(at, 13, "id: mimi-user"));
  REQUIRE_FALSE(services);
  CHECK(services.error().detail.find("the id mimi-user is taken") != std::string::npos);
}

TEST_CASE("load services: places that are not as described, refused with the place") {
  CHECK(error_after("urls:", "url:").starts_with("s.yaml:11:9: place: the key \"url\" is not known"));
  CHECK(error_after("urls: [\"https:", "urls: [\"http:").starts_with("s.yaml:11:16:"));
  CHECK(error_after("urls: [\"https://code.example/{name}\"]", "urls: []").starts_with("s.yaml:11:15:"));
  CHECK(error_after("urls: [\"https://code.example/{name}\"]", "dns: \"_x.code.example\"")
            .find("do not go with \"dns\"") == std::string::npos);  // the html region is told first
  CHECK(
      error_after("redirects: none", "redirects: any").starts_with("s.yaml:12:20: place: \"redirects\" is"));
  CHECK(error_after("redirects: none", "redirects: [none]").starts_with("s.yaml:12:20:"));
  CHECK(error_after("max_bytes: page_bytes", "max_bytes: 5000").starts_with("s.yaml:14:20:"));
  CHECK(error_after("        max_bytes: page_bytes\n", "").find("\"max_bytes\" is missing") !=
        std::string::npos);
  CHECK(error_after("regions: [{html: .bio}]", "regions: []").starts_with("s.yaml:16:18:"));
  CHECK(error_after("regions: [{html: .bio}]", "regions: [txt]").starts_with("s.yaml:16:19:"));
  CHECK(error_after("regions: [{html: .bio}]", "regions: [page]").starts_with("s.yaml:16:19: a region is"));
  CHECK(error_after("regions: [{html: .bio}]", "regions: [html]").starts_with("s.yaml:16:19: a region is"));
  CHECK(error_after("regions: [{html: .bio}]", "regions: [{html: .bio, json: /x}]")
            .starts_with("s.yaml:16:19: a region is"));
  CHECK(error_after("regions: [{html: .bio}]", "regions: [{json: bio}]")
            .starts_with("s.yaml:16:26: not a JSON pointer"));
  CHECK(error_after("regions: [{html: .bio}]", "regions: [{json: /a~2}]")
            .starts_with("s.yaml:16:26: not a JSON pointer"));
  CHECK(error_after("regions: [{html: .bio}]", "regions: [{header: X-Bio}]")
            .starts_with("s.yaml:16:28: not a header"));
  CHECK(error_after("regions: [{html: .bio}]",
                    "regions: [{json: /a~1b}, {header: x-bio}, {meta: bio}, body]") == "loaded");
  CHECK(error_after("formats: [cross_signature]", "formats: [pgp]")
            .starts_with("s.yaml:17:18: place: the formats are"));
  CHECK(error_after("formats: [cross_signature]", "formats: [keybase]") == "loaded");
  CHECK(error_after("formats: [cross_signature]", "formats: [cross_signature, keybase]")
            .starts_with("s.yaml:17:18:"));
}

TEST_CASE("load services: owner checks that would hold for everybody or for nobody, refused") {
  const std::string_view owner = "owner: {html: .nickname, equals: \"{name}\"}";
  CHECK(error_after(owner, "owner: {html: .nickname, equals: alice}").find("must hold a field") !=
        std::string::npos);
  CHECK(error_after(owner, "owner: {html: .nickname}").find("\"equals\" is missing") != std::string::npos);
  CHECK(error_after(owner, "owner: {equals: \"{name}\"}").find("exactly one of html, meta, json") !=
        std::string::npos);
  CHECK(error_after(owner, "owner: {html: a, json: /b, equals: \"{name}\"}").find("exactly one of") !=
        std::string::npos);
  CHECK(error_after(owner, "owner: {header: x, equals: \"{name}\"}").find("\"header\" is not known") !=
        std::string::npos);
  CHECK(
      error_after(owner, "owner: {json: /b, attribute: c, equals: \"{name}\"}").find("goes with html only") !=
      std::string::npos);
  CHECK(error_after(owner, "owner: {html: a, equals: \"{nam}\"}").find("{nam} is not one of") !=
        std::string::npos);
  CHECK(error_after(owner, "owner: {meta: a, equals: \"@{name}\"}") == "loaded");
}

TEST_CASE("load services: headers that would change what is asked or say who asks, refused") {
  const std::string_view headers = "headers: {Accept: text/html}";
  for (const std::string name :
       {"Host", "cookie", "Authorization", "User-Agent", "Accept-Encoding", "Range", "Proxy-Connection",
        "Content-Length", "Transfer-Encoding", "\"X Y\"", "\"X:\"", "\"X\\r\\nY\"", "\"\""}) {
    INFO(name);
    CHECK(error_after(headers, "headers: {" + name + ": x}").starts_with("s.yaml:13:19: the header"));
  }
  CHECK(error_after(headers, "headers: {Accept: \"a\\r\\nCookie: b\"}")
            .starts_with("s.yaml:13:27: a header's value"));
  CHECK(error_after(headers, "headers: [Accept]").starts_with("s.yaml:13:18:"));
  CHECK(error_after(headers, "headers: {X-Api-Version: \"2\"}") == "loaded");
}

TEST_CASE("join services: entries of a second file, added; the same id twice, refused") {
  Services more = shipped();
  more.entries.resize(1);
  more.version = "mine";
  CHECK_FALSE(join(shipped(), more));
  more.entries[0].id = "my-site";
  const auto joined = join(shipped(), more);
  REQUIRE(joined);
  CHECK(joined->entries.back().id == "my-site");
  CHECK(joined->version == shipped().version + " + mine");
}

}  // namespace quorate
