#include "config/plan.hpp"

#include "config/shipped.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

Plan plan(std::string_view uri) {
  static const Services services = *load_services("services.yaml", shipped_services());
  static const Limits limits = *load_limits("limits.yaml", shipped_limits());
  const auto account = Account::parse(uri);
  REQUIRE(account);
  return plan_account(*account, services, limits);
}

std::vector<PlannedRequest> requests(std::string_view uri) {
  const Plan planned = plan(uri);
  REQUIRE(std::holds_alternative<std::vector<PlannedRequest>>(planned));
  return std::get<std::vector<PlannedRequest>>(planned);
}

std::string verdict(std::string_view uri) {
  const Plan planned = plan(uri);
  return std::holds_alternative<Verdict>(planned) ? summary(std::get<Verdict>(planned)) : "planned";
}

}  // namespace

TEST_CASE("plan: an own site, asks its statement and both keybase.txt") {
  const auto planned = requests("https://alice.example/");
  REQUIRE(planned.size() == 3);
  CHECK(planned[0].request.url == "https://alice.example/.well-known/cross-signature");
  CHECK(planned[0].request.redirects == Redirects::www_twin);
  CHECK(planned[0].request.max_body_bytes == 65536);
  CHECK(planned[0].place.service == "own-site");
  CHECK(planned[0].kind == KeyKind::native);
  REQUIRE(planned[0].place.regions.size() == 1);
  CHECK(planned[0].place.regions[0].kind == RegionKind::lines);
  CHECK_FALSE(planned[0].place.owner);

  CHECK(planned[1].request.url == "https://alice.example/.well-known/keybase.txt");
  CHECK(planned[2].request.url == "https://alice.example/keybase.txt");
  for (const std::size_t i : {1U, 2U}) {
    CHECK(planned[i].request.redirects == Redirects::none);
    CHECK(planned[i].request.max_body_bytes == 128000);
    CHECK(planned[i].place.formats == std::vector<FormatId>{FormatId::keybase});
    CHECK(planned[i].place.regions[0].kind == RegionKind::body);
    CHECK(planned[i].kind == KeyKind::keybase);
  }
  for (const PlannedRequest& one : planned) CHECK(one.account.uri() == "https://alice.example/");
}

TEST_CASE("plan: messenger accounts of every kind, asked in a folder of their provider") {
  const auto url = [](std::string_view uri) {
    const auto planned = requests(uri);
    REQUIRE(planned.size() == 1);
    CHECK(planned[0].place.regions[0].kind == RegionKind::lines);
    CHECK(planned[0].request.redirects == Redirects::none);
    return planned[0].request.url;
  };
  CHECK(url("mimi://im.example/u/alice") == "https://im.example/.well-known/cross-signatures/u/alice");
  CHECK(url("mimi://im.example/p/owl") == "https://im.example/.well-known/cross-signatures/p/owl");
  CHECK(url("mimi://im.example/r/owl") == "https://im.example/.well-known/cross-signatures/r/owl");
  CHECK(url("mimi://im.example/t/owl") == "https://im.example/.well-known/cross-signatures/t/owl");
  CHECK(url("mimi://im.example/d/owl") == "https://im.example/.well-known/cross-signatures/d/owl");
  CHECK(url("mimi://im.example/d/owl/1") == "https://im.example/.well-known/cross-signatures/d/owl/1");
  CHECK(url("mimi://im.example/u/Zo\xc3\xab") ==
        "https://im.example/.well-known/cross-signatures/u/Zo%C3%AB");
  CHECK(url("mimi://im.example/d/Zo\xc3\xab/my phone") ==
        "https://im.example/.well-known/cross-signatures/d/Zo%C3%AB/my%20phone");
}

TEST_CASE("plan: a domain name, asks for TXT records") {
  const auto planned = requests("dns:alice.example");
  REQUIRE(planned.size() == 1);
  CHECK(planned[0].request.dns_name == "_cross-signature.alice.example");
  CHECK(planned[0].request.url.empty());
  CHECK(planned[0].place.regions[0].kind == RegionKind::txt);
}

TEST_CASE("plan: profile pages, asked and checked as their entry says") {
  struct Row {
    std::string_view account, url;
    RegionKind owner_kind;
    std::string_view owner_path, attribute, equals;
    RegionKind region_kind;
    std::string_view region_path;
  };
  const Row rows[] = {
      {"https://code.example/alice", "https://code.example/alice", RegionKind::html, "main .vcard .nickname",
       "", "alice", RegionKind::html, "main .vcard .bio"},
      {"https://social.example/@alice", "https://social.example/@alice", RegionKind::html,
       "header.profile .handle", "", "@alice", RegionKind::html, "section.about .text"},
      {"https://pictures.example/alice", "https://pictures.example/api/v1/users/alice", RegionKind::json,
       "/user/username", "", "alice", RegionKind::json, "/user/biography"},
      {"https://network.example/in/alice", "https://network.example/in/alice/contact-info", RegionKind::meta,
       "profile-slug", "", "alice", RegionKind::html, "section.contact-info dd.note"},
      {"https://dating.example/p/alice", "https://dating.example/p/alice", RegionKind::html,
       "article.profile", "data-handle", "alice", RegionKind::html, "article.profile p.about-me"},
      {"https://forum.example/u/alice", "https://forum.example/u/alice", RegionKind::html,
       ".profile-card .username", "", "alice", RegionKind::html, ".profile-card .signature"},
  };
  for (const Row& row : rows) {
    INFO(row.account);
    const auto planned = requests(row.account);
    REQUIRE(planned.size() == 1);
    const PlannedRequest& one = planned[0];
    CHECK(one.request.url == row.url);
    CHECK(one.request.redirects == Redirects::none);
    CHECK(one.request.max_body_bytes == 2 * 1024 * 1024);
    REQUIRE(one.place.owner);
    CHECK(one.place.owner->region.kind == row.owner_kind);
    CHECK(one.place.owner->region.path == row.owner_path);
    CHECK(one.place.owner->attribute == row.attribute);
    CHECK(one.place.owner->equals == row.equals);
    REQUIRE(one.place.regions.size() == 1);
    CHECK(one.place.regions[0].kind == row.region_kind);
    CHECK(one.place.regions[0].path == row.region_path);
    CHECK(one.place.formats == std::vector<FormatId>{FormatId::cross_signature});
  }
}

TEST_CASE("plan: kinds without a place, told apart from pages that no entry describes") {
  CHECK(verdict("mimi://im.example") == "unknown: no place for this kind");
  CHECK(verdict("mimi://im.example/g/crowd") == "unknown: no place for this kind");
  CHECK(verdict("mimi://local.invalid/u/alice") == "unknown: no place for this kind");
  CHECK(verdict("acct:alice@im.example") == "unknown: no place for this kind");
  CHECK(verdict("xmpp:alice@im.example") == "unknown: no place for this kind");
  CHECK(verdict("https://elsewhere.example/alice") == "unknown: no service");
  CHECK(verdict("https://code.example/alice/repository") == "unknown: no service");
  CHECK(verdict("https://code.example/Alice") == "unknown: no service");
}

TEST_CASE("plan: every kind that has a place, without services, is no service") {
  const Limits limits = *load_limits("limits.yaml", shipped_limits());
  for (const std::string_view uri :
       {"https://alice.example/", "mimi://im.example/u/alice", "dns:alice.example"}) {
    const Plan planned = plan_account(*Account::parse(uri), Services{}, limits);
    REQUIRE(std::holds_alternative<Verdict>(planned));
    CHECK(std::get<Verdict>(planned).reason == Reason::no_service);
  }
}

TEST_CASE("plan: a host too long for a record below it, has no place") {
  std::string host;
  for (int i = 0; i < 4; ++i) host += std::string(58, 'a') + ".";
  host += "example";  // 243 bytes
  CHECK(verdict("dns:" + host) == "unknown: no place for this kind");
  CHECK(verdict("https://" + host + "/") == "planned");
}

TEST_CASE("plan: size limits of a user, kept") {
  const Services services = *load_services("services.yaml", shipped_services());
  const Limits base = *load_limits("limits.yaml", shipped_limits());
  const auto mine = override_limits(base, "mine.yaml", "well_known_bytes: 2048\n");
  const auto planned = plan_account(*Account::parse("mimi://im.example/u/alice"), services, *mine);
  CHECK(std::get<std::vector<PlannedRequest>>(planned)[0].request.max_body_bytes == 2048);
}

}  // namespace quorate
