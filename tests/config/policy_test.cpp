#include "config/policy.hpp"

#include "tests/show.hpp"

namespace quorate {
namespace {

std::string error_of(std::string_view bytes) {
  const auto policy = load_policy("p.yaml", bytes);
  return policy ? "loaded" : policy.error().detail;
}

}  // namespace

TEST_CASE("load policy: hostile operators or a quorum, gives the rule") {
  const auto hostile = load_policy("p.yaml", "hostile: 2\n");
  REQUIRE(hostile);
  CHECK(hostile->rule.hostile == 2U);
  CHECK_FALSE(hostile->rule.quorum);
  CHECK(accepts(*hostile, Answer::confirmed));
  CHECK_FALSE(accepts(*hostile, Answer::corroborated));

  const auto quorum = load_policy("p.yaml", "quorum: 3\naccept: [confirmed, corroborated]\n");
  REQUIRE(quorum);
  CHECK(quorum->rule.quorum == 3U);
  CHECK_FALSE(quorum->rule.hostile);
  CHECK(accepts(*quorum, Answer::corroborated));
  CHECK_FALSE(accepts(*quorum, Answer::consistent));
  CHECK_FALSE(accepts(*quorum, Answer::undecided));
}

TEST_CASE("load policy: an empty mapping, gives the defaults") {
  const auto policy = load_policy("p.yaml", "{}\n");
  REQUIRE(policy);
  CHECK_FALSE(policy->rule.hostile);
  CHECK_FALSE(policy->rule.quorum);
  CHECK(policy->accept == std::vector<Answer>{Answer::confirmed});
}

TEST_CASE("load policy: values that make no sense, refused with the place") {
  CHECK(error_of("hostile: 0\n").starts_with("p.yaml:1:10: \"hostile\" must be a whole number from 1 to 32"));
  CHECK(error_of("quorum: 0\n").starts_with("p.yaml:1:9:"));
  CHECK(error_of("quorum: 33\n").starts_with("p.yaml:1:9:"));
  CHECK(error_of("quorum: two\n").starts_with("p.yaml:1:9:"));
  CHECK(error_of("quorum: -1\n").starts_with("p.yaml:1:9:"));
  CHECK(error_of("quorum: 2\nhostile: 1\n").find("remove one") != std::string::npos);
  CHECK(error_of("hostile: 1\nhostile: 2\n").starts_with("p.yaml:2:1: the key \"hostile\""));
  CHECK(error_of("hostil: 1\n").starts_with("p.yaml:1:1: policy: the key \"hostil\" is not known"));
  CHECK(error_of("accept: confirmed\n").starts_with("p.yaml:1:9: \"accept\" must be a list"));
  CHECK(error_of("accept: []\n").starts_with("p.yaml:1:9:"));
  CHECK(error_of("accept: [corroborated]\n").find("must hold confirmed") != std::string::npos);
  CHECK(error_of("accept: [confirmed, confirmed]\n").find("stands twice") != std::string::npos);
  for (const std::string answer :
       {"undecided", "contested", "consistent", "insufficient", "revoked", "Confirmed", "yes"})
    CHECK(error_of("accept: [confirmed, " + answer + "]\n").find("not " + answer) != std::string::npos);
  CHECK(error_of("2\n").starts_with("p.yaml:1:1: policy: must be a mapping"));
  CHECK(error_of("").starts_with("p.yaml:1:1:"));
}

TEST_CASE("load policy: keys of later versions, refused and not ignored") {
  CHECK(error_of("hostile: 1\nauto_rotate: true\n") ==
        "p.yaml:2:1: policy: this version of quorate does not know \"auto_rotate\" yet and would not act on "
        "it; remove it");
  CHECK(error_of("groups: []\n").find("does not know \"groups\" yet") != std::string::npos);
}

}  // namespace quorate
