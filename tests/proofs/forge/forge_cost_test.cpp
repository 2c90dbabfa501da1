#include "proofs/forge/forge_cost.hpp"

#include "tests/show.hpp"

#include <algorithm>
#include <random>

namespace quorate {
namespace {

using Kind = ControlKind;

ControlledAccount account(const std::string& host, std::vector<ControlPoint> more) {
  more.push_back({Kind::operator_, host});
  return {"https://" + host + "/", std::move(more)};
}

std::vector<std::string> names(const CheapestSet& set) {
  std::vector<std::string> names;
  for (const Holder& holder : set.holders) names.push_back(holder.name);
  return names;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("forge cost: nobody shares anything, every operator") {
  const ForgeCost cost = forge_cost({account("b.example", {}), account("a.example", {})});
  CHECK(names(cost.operators) == Names{"a.example", "b.example"});
  CHECK(cost.without_issuers == cost.operators);
  CHECK(cost.overall == cost.operators);
}

TEST_CASE("forge cost: no account, nothing") {
  const ForgeCost cost = forge_cost({});
  CHECK(cost.overall.cost() == 0);
  CHECK(cost.operators.cost() == 0);
}

TEST_CASE("forge cost: a CDN for two, an issuer for all, and each only where it counts") {
  const ForgeCost cost =
      forge_cost({account("a.example", {{Kind::dns, "Names Ltd."}, {Kind::issuer, "Sign All"}}),
                  account("b.example", {{Kind::cdn, "Fast"}, {Kind::issuer, "Sign All"}}),
                  account("c.example", {{Kind::cdn, "Fast"}, {Kind::issuer, "Sign All"}}),
                  account("d.example", {{Kind::dns, "Names Ltd."}, {Kind::issuer, "Sign All"}})});
  CHECK(names(cost.overall) == Names{"Sign All"});
  CHECK(names(cost.without_issuers) == Names{"Fast", "Names Ltd."});
  CHECK(names(cost.operators) == Names{"a.example", "d.example", "Fast"});
  const std::vector<Holding> held = {{"https://b.example/", {Kind::cdn}},
                                     {"https://c.example/", {Kind::cdn}}};
  CHECK(cost.without_issuers.holders.front().holdings == held);
}

TEST_CASE("forge cost: one holder by several kinds, one holder") {
  const ForgeCost cost = forge_cost({account("a.example", {{Kind::cdn, "Cloud"}, {Kind::dns, "Cloud"}}),
                                     account("b.example", {{Kind::dns, "Cloud"}})});
  CHECK(names(cost.without_issuers) == Names{"Cloud"});
  CHECK(cost.without_issuers.holders.front().holdings ==
        std::vector<Holding>{{"https://a.example/", {Kind::cdn, Kind::dns}},
                             {"https://b.example/", {Kind::dns}}});
  CHECK(names(cost.operators) == Names{"a.example", "b.example"});  // by DNS alone it is no operator of b
}

TEST_CASE("forge cost: equally few, operators first, then by kind and name") {
  const ForgeCost cost = forge_cost({account("b.example", {{Kind::cdn, "A Fast"}, {Kind::dns, "A Name"}})});
  CHECK(names(cost.overall) == Names{"b.example"});
  const std::vector<ControlPoint> shared = {
      {Kind::dns, "A Name"}, {Kind::login, "Z Login"}, {Kind::login, "Y"}};
  CHECK(names(forge_cost({account("a.example", shared), account("b.example", shared)}).overall) ==
        Names{"Y"});
}

TEST_CASE("forge cost: more than 24 accounts, an upper bound, and never more over more kinds") {
  std::mt19937 random(3);
  for (int round = 0; round < 100; ++round) {
    std::vector<ControlledAccount> accounts;
    for (int i = 0; i < 32; ++i) {
      std::vector<ControlPoint> more;
      for (const Kind kind : {Kind::cdn, Kind::dns, Kind::network, Kind::issuer})
        if (random() % 2 == 0) more.push_back({kind, std::string(text(kind)) + std::to_string(random() % 9)});
      accounts.push_back(account("host" + std::to_string(i) + ".example", more));
    }
    const ForgeCost cost = forge_cost(accounts);
    REQUIRE(cost.overall.cost() <= cost.without_issuers.cost());
    REQUIRE(cost.without_issuers.cost() <= cost.operators.cost());
    REQUIRE(cost.operators.cost() <= accounts.size());
    std::shuffle(accounts.begin(), accounts.end(), random);
    for (ControlledAccount& shuffled : accounts)
      std::shuffle(shuffled.points.begin(), shuffled.points.end(), random);
    const ForgeCost again = forge_cost(accounts);
    REQUIRE(again.overall == cost.overall);
    REQUIRE(again.without_issuers == cost.without_issuers);
    REQUIRE(again.operators == cost.operators);
  }
}

// Greed takes the one that hits parts of both halves first, and then needs both of the others.
TEST_CASE("forge cost: an upper bound over more kinds that would be larger, the one over fewer") {
  for (const Kind misleading : {Kind::dns, Kind::issuer}) {
    std::vector<ControlledAccount> accounts;
    for (int i = 0; i < 28; ++i) {
      std::vector<ControlPoint> more = {{Kind::cdn, i < 14 ? "A" : "B"}};
      if (i % 14 < 8) more.push_back({misleading, "both"});
      accounts.push_back(account("host" + std::to_string(i) + ".example", more));
    }
    const ForgeCost cost = forge_cost(accounts);
    CHECK(cost.overall.exactness == Exactness::upper_bound);
    CHECK(names(cost.operators) == Names{"A", "B"});
    CHECK(names(cost.without_issuers) == Names{"A", "B"});
    CHECK(names(cost.overall) == Names{"A", "B"});
  }
}

TEST_CASE("forge cost: further points of an account lower the cost by one at most") {
  std::mt19937 random(5);
  for (int round = 0; round < 300; ++round) {
    std::vector<ControlledAccount> accounts;
    for (int i = 0; i < 8; ++i)
      accounts.push_back(account("host" + std::to_string(i) + ".example",
                                 {{Kind::cdn, "cdn" + std::to_string(random() % 5)},
                                  {Kind::dns, "dns" + std::to_string(random() % 5)}}));
    const std::size_t before = forge_cost(accounts).overall.cost();
    for (int point = 0; point < 5; ++point)
      accounts.front().points.push_back({Kind::network, "host" + std::to_string(random() % 8) + ".example"});
    const std::size_t after = forge_cost(accounts).overall.cost();
    REQUIRE(after <= before);
    REQUIRE(after + 1 >= before);
  }
}

TEST_CASE("control kinds: each has a name of its own") {
  std::vector<std::string_view> names;
  for (std::size_t kind = 0; kind < control_kinds; ++kind) names.push_back(text(static_cast<Kind>(kind)));
  CHECK(names == std::vector<std::string_view>{"operator", "host", "cdn", "login", "alias", "dns", "network",
                                               "issuer"});
}

}  // namespace quorate
