#include "proofs/forge/agreeing.hpp"

#include "tests/proofs/score/cases.hpp"
#include "tests/show.hpp"

#include <algorithm>
#include <random>

namespace quorate {
namespace {

using Kind = ControlKind;

AccountEvidence account(const std::string& host, const std::string& group, std::vector<Speaker> proven) {
  AccountEvidence evidence;
  evidence.account = "https://" + host + "/";
  evidence.domain = host;
  evidence.group = group;
  evidence.outcome = {proven.empty() ? Outcome::absent : Outcome::proven, Outcome::absent};
  evidence.proven = std::move(proven);
  return evidence;
}

ScoreInput look(std::vector<AccountEvidence> accounts) {
  ScoreInput input;
  input.key = k.key;
  input.subject = alice;
  input.accounts = std::move(accounts);
  return input;
}

std::optional<ForgeCost> cost_of(const ScoreInput& input,
                                 const std::vector<std::vector<ControlPoint>>& points) {
  return forge_cost(score(input), input.accounts, points);
}

bool related(const AccountEvidence& a, const AccountEvidence& b) {
  std::vector<std::string> of_a = a.observed;
  of_a.push_back(a.group);
  std::vector<std::string> of_b = b.observed;
  of_b.push_back(b.group);
  return std::any_of(of_a.begin(), of_a.end(), [&](const std::string& name) {
    return std::find(of_b.begin(), of_b.end(), name) != of_b.end();
  });
}

// W: the most accounts that show the key of which no two share a group or an observed operator. Each of them
// takes an operator of its own to fake.
std::size_t most_unrelated(const std::vector<AccountEvidence>& accounts) {
  std::size_t most = 0;
  for (unsigned chosen = 0; chosen < 1U << accounts.size(); ++chosen) {
    std::vector<const AccountEvidence*> members;
    bool fits = true;
    for (std::size_t i = 0; i < accounts.size(); ++i) {
      if ((chosen >> i & 1U) == 0) continue;
      fits = fits && !accounts[i].proven.empty() &&
             std::none_of(members.begin(), members.end(),
                          [&](const AccountEvidence* member) { return related(*member, accounts[i]); });
      members.push_back(&accounts[i]);
    }
    if (fits) most = std::max(most, members.size());
  }
  return most;
}

}  // namespace

TEST_CASE("forge cost of a score: accounts that agree and nothing else") {
  std::vector<AccountEvidence> accounts = {account("a.example", "A", {k}), account("b.example", "A", {k}),
                                           account("c.example", "C", {k}), account("d.example", "D", {}),
                                           account("e.example", "E", {k}), account("f.example", "F", {k})};
  accounts[4].standing = Standing::discovered;
  accounts[5].counting = Counting::not_counted;
  const auto cost = cost_of(look(accounts), {{}, {}, {{Kind::cdn, "A"}}, {}, {}, {}});
  REQUIRE(cost);
  CHECK(cost->overall.cost() == 1);
  CHECK(cost->overall.holders.front().name == "A");
  CHECK(cost->overall.holders.front().holdings.size() == 3);
  const auto apart = cost_of(look(accounts), {{}, {}, {}, {}, {}, {}});
  CHECK(apart->operators.cost() == 2);
}

TEST_CASE("forge cost of a score: no key, or nothing that agrees, none") {
  CHECK_FALSE(cost_of(look({account("a.example", "A", {})}), {{}}));
  ScoreInput nobody;
  CHECK_FALSE(cost_of(nobody, {}));
  AccountEvidence old = account("a.example", "A", {k});
  old.outdated = {k};
  CHECK_FALSE(cost_of(look({old}), {{}}));
}

TEST_CASE("forge cost of a score: random looks, over operators never below W") {
  std::mt19937 random(31);
  for (int i = 0; i < 3'000; ++i) {
    std::vector<AccountEvidence> accounts;
    std::vector<std::vector<ControlPoint>> points;
    const std::size_t size = 1 + random() % 9;
    for (std::size_t a = 0; a < size; ++a) {
      const std::string host = "h" + std::to_string(a) + ".example";
      accounts.push_back(account(host, "g" + std::to_string(random() % 6),
                                 random() % 4 ? std::vector{k} : std::vector<Speaker>{}));
      points.emplace_back();
      for (const Kind kind : {Kind::host, Kind::cdn, Kind::network, Kind::issuer})
        if (random() % 3 == 0) points.back().push_back({kind, "g" + std::to_string(random() % 8)});
      std::vector<std::string>& observed = accounts.back().observed;
      for (const ControlPoint& point : points.back())
        if (point.kind == Kind::host || point.kind == Kind::cdn) observed.push_back(point.holder);
      std::sort(observed.begin(), observed.end());
      observed.erase(std::unique(observed.begin(), observed.end()), observed.end());
    }
    const ScoreInput input = look(accounts);
    const Score scored = score(input);
    const auto cost = forge_cost(scored, input.accounts, points);
    if (!cost) {
      REQUIRE(scored.weight == 0);
      continue;
    }
    REQUIRE(cost->operators.cost() <= size);
    REQUIRE(cost->overall.cost() <= cost->without_issuers.cost());
    REQUIRE(cost->without_issuers.cost() <= cost->operators.cost());
    REQUIRE(cost->operators.cost() >= most_unrelated(accounts));
  }
}

}  // namespace quorate
