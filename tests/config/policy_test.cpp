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
  CHECK(error_of("hostile: 1\ngroups: []\n") ==
        "p.yaml:2:1: policy: this version of quorate does not know \"groups\" yet and would not act on "
        "it; remove it");
}

TEST_CASE("load policy: auto_rotate, off unless it says true") {
  CHECK(load_policy("p.yaml", "{}\n")->repinning == Repinning::by_act_only);
  CHECK(load_policy("p.yaml", "auto_rotate: false\n")->repinning == Repinning::by_act_only);
  CHECK(load_policy("p.yaml", "auto_rotate: true\n")->repinning == Repinning::with_rotation);
  for (const std::string value : {"yes", "1", "\"true\"", "True", "[true]", ""})
    CHECK(error_of("auto_rotate: " + value + "\n") ==
          "p.yaml:" + std::string(value.empty() ? "1:1" : "1:14") +
              ": policy: \"auto_rotate\" must be true or false");
}

TEST_CASE("load policy: required accounts, an age and merges, read") {
  const auto policy = load_policy("p.yaml",
                                  "bases: [signed]\n"
                                  "required: [https://alice.example/, \"dns:alice.example\"]\n"
                                  "max_age: 90\n"
                                  "merge:\n"
                                  "  - [gitlab, salsa.debian.org]\n"
                                  "  - [alice.example, bob.example, carol.example]\n");
  REQUIRE(policy);
  CHECK(required_uris(*policy) == std::vector<std::string>{"https://alice.example/", "dns:alice.example"});
  CHECK(policy->max_age_days == 90U);
  CHECK(max_age(*policy) == 90 * 86'400);
  const auto all = merges(*policy);
  REQUIRE(all.size() == 2);
  CHECK(all[0].operators == std::vector<std::string>{"gitlab"});
  CHECK(all[0].domains == std::vector<std::string>{"salsa.debian.org"});
  CHECK(all[1].operators.empty());
  CHECK(all[1].domains.size() == 3);
  CHECK_FALSE(max_age(*load_policy("p.yaml", "{}\n")));
}

TEST_CASE("load policy: bases, kept, and signed is always one") {
  CHECK(load_policy("p.yaml", "{}\n")->bases == std::vector{Basis::signed_for_account});
  const auto both = load_policy("p.yaml", "bases: [linked, signed]\n");
  CHECK(counts(*both, Basis::signed_for_account));
  CHECK(counts(*both, Basis::linked));
  CHECK_FALSE(counts(*load_policy("p.yaml", "bases: [signed]\n"), Basis::linked));
}

TEST_CASE("load policy: bases that make no sense, refused with the place") {
  CHECK(error_of("bases: [linked]\n").find("must hold signed") != std::string::npos);
  CHECK(error_of("bases: [signed, signed]\n").find("stands twice") != std::string::npos);
  CHECK(error_of("bases: [typed]\n").find("can hold signed and linked, not typed") != std::string::npos);
  CHECK(error_of("bases: []\n").starts_with("p.yaml:1:8:"));
  CHECK(error_of("bases: signed\n").starts_with("p.yaml:1:8:"));
}

TEST_CASE("load policy: required accounts and ages that make no sense, refused with the place") {
  CHECK(error_of("required: [alice.example]\n").find("write https://alice.example/") != std::string::npos);
  CHECK(error_of("required: []\n").starts_with("p.yaml:1:11:"));
  CHECK(error_of("required: [https://a.example/, https://a.example/]\n").starts_with("p.yaml:1:32:"));
  CHECK(error_of("required: https://a.example/\n").starts_with("p.yaml:1:11:"));
  for (const char* age : {"0", "3661", "-1", "90d", "\"90\"", "1.5", "~"})
    CHECK(error_of("max_age: " + std::string(age) + "\n").starts_with("p.yaml:1:10: \"max_age\" must be"));
  CHECK(error_of("max_age: 1\n") == "loaded");
  CHECK(error_of("max_age: 3660\n") == "loaded");
}

TEST_CASE("load policy: merges that make no sense, refused with the place") {
  CHECK(error_of("merge: [[gitlab, alice.example]]\n") == "loaded");
  CHECK(
      error_of("merge: [gitlab, alice.example]\n").starts_with("p.yaml:1:9: what is merged must be a list"));
  CHECK(error_of("merge: [[gitlab]]\n").starts_with("p.yaml:1:9: what is merged must have 2 to 64 items"));
  CHECK(error_of("merge: [[gitlab, gitlab]]\n").starts_with("p.yaml:1:18: gitlab stands twice"));
  CHECK(error_of("merge: [[GitLab, alice.example]]\n").starts_with("p.yaml:1:10: the id of an operator"));
  CHECK(error_of("merge: [[gitlab, Alice.example]]\n").starts_with("p.yaml:1:18:"));
  CHECK(error_of("merge: [[gitlab, alice.example.]]\n").starts_with("p.yaml:1:18:"));
  CHECK(error_of("merge: [[gitlab, https://alice.example/]]\n").starts_with("p.yaml:1:18:"));
  CHECK(error_of("merge: []\n").starts_with("p.yaml:1:8:"));
}

TEST_CASE("check policy: operators that nobody listed and accounts that the contact lacks, refused") {
  const Operators operators("1", {{"gitlab", "GitLab", "", {"gitlab.com"}}}, {});
  const auto known = load_policy("p.yaml", "merge: [[gitlab, alice.example]]\n");
  REQUIRE(known);
  CHECK(check_operators(*known, operators));
  const auto unknown = load_policy("p.yaml", "merge: [[gitlab, gitlap]]\n");
  REQUIRE(unknown);
  CHECK(check_operators(*unknown, operators)
            .error()
            .detail.starts_with("p.yaml:1:18: no operators file has an entry \"gitlap\""));

  const auto required = load_policy("p.yaml", "required: [https://alice.example/]\n");
  REQUIRE(required);
  const Account site = *Account::parse("https://alice.example/");
  const Account other = *Account::parse("https://www.alice.example/");
  CHECK(check_required(*required, {other, site}));
  CHECK(check_required(*required, {other})
            .error()
            .detail.starts_with("p.yaml:1:11: the policy requires https://alice.example/"));
}

}  // namespace quorate
