#include "proofs/score/score.hpp"

#include "tests/proofs/score/cases.hpp"
#include "tests/show.hpp"

#include <algorithm>
#include <array>

namespace quorate {

TEST_CASE("threshold: number of groups, f and t of the design") {
  const std::vector<std::array<unsigned, 3>> rows = {{0, 1, 1},  {1, 1, 2},  {2, 1, 2}, {3, 1, 3}, {4, 1, 3},
                                                     {5, 1, 4},  {6, 1, 4},  {7, 2, 5}, {8, 2, 6}, {9, 2, 6},
                                                     {10, 3, 7}, {12, 3, 8}, {13, 4, 9}};
  for (const auto& [n, f, t] : rows) {
    CAPTURE(n);
    CHECK(default_hostile(n) == f);
    CHECK(threshold(n, f) == t);
  }
  CHECK(threshold(4000000000U, 4000000000U) == 4000000001U);
}

TEST_CASE("score: W = t, confirmed; one less, not") {
  for (unsigned n = 1; n <= 13; ++n) {
    const unsigned t = threshold(n, default_hostile(n));
    CAPTURE(n, t);
    for (unsigned w = 0; w <= n; ++w) {
      const Score s = score(look(n, w));
      CHECK((s.answer == Answer::confirmed) == (w >= t));
      CHECK(s.groups == n);
      CHECK(s.hostile == default_hostile(n));
      CHECK(s.threshold == t);
      CHECK(s.confirm_at == t);
      CHECK(s.weight == w);
      CHECK(s.low == w);
      CHECK(s.high == w);
      CHECK(s.margin_forge == static_cast<int>(w) - 1);
      CHECK(s.margin_unique == 2 * static_cast<int>(w) - static_cast<int>(n) - 1);
      CHECK(s.margin_rival == static_cast<int>(w));
    }
  }
}

TEST_CASE("score: K between f+1 and t, corroborated; below, insufficient") {
  CHECK(score(look(6, 3)).answer == Answer::corroborated);
  CHECK(score(look(6, 2)).answer == Answer::corroborated);
  CHECK(score(look(6, 1)).answer == Answer::insufficient);
  CHECK(score(look(7, 3)).answer == Answer::corroborated);
  CHECK(score(look(7, 2)).answer == Answer::insufficient);
  CHECK(score(look(6, 0)).answer == Answer::insufficient);
  CHECK(score(ScoreInput{}).answer == Answer::insufficient);
}

TEST_CASE("score: unreachable groups that could bring K to t, undecided") {
  const Score s = score(look(4, 2, 1));
  CHECK(s.answer == Answer::undecided);
  CHECK(s.low == 2);
  CHECK(s.high == 3);
  CHECK(score(look(5, 2, 1)).answer == Answer::corroborated);
  CHECK(score(look(5, 3, 1)).answer == Answer::undecided);
  CHECK(score(look(4, 3, 1)).answer == Answer::confirmed);
}

TEST_CASE("score: no key seen, undecided only if the unknown groups could reach t") {
  const Score s = score(look(4, 0, 3));
  CHECK(s.answer == Answer::undecided);
  CHECK_FALSE(s.subject_key);
  CHECK(s.low == 0);
  CHECK(s.high == 3);
  CHECK(score(look(4, 0, 2)).answer == Answer::insufficient);
}

TEST_CASE("score: another kind of key could not be looked for, hi stays") {
  ScoreInput input = look(4, 2);
  for (AccountEvidence& account : input.accounts) account.outcome[1] = Outcome::unknown;
  CHECK(score(input).high == 2);
  CHECK(score(input).answer == Answer::corroborated);
}

TEST_CASE("score: a group with a rival or a conflict and an account unknown, hi stays") {
  ScoreInput input = look(6, 2);
  input.accounts[2] = in_domain(shows("s2", r), "x.example");
  input.accounts[3] = in_domain(unknown("s3"), "x.example");
  input.accounts[4] = in_domain(conflicted("s4", k, r), "y.example");
  input.accounts[5] = in_domain(unknown("s5"), "y.example");
  const Score s = score(input);
  CHECK(s.groups == 4);
  CHECK(s.weight == 2);
  CHECK(s.high == 2);
  CHECK(s.group_scores[2].state == GroupState::rival);
  CHECK(s.group_scores[3].state == GroupState::conflicted);
}

TEST_CASE("score: a tie, a group that shows both keys is in conflict") {
  ScoreInput input = look(3, 0);
  input.accounts[0] = conflicted("s0", k, r);
  input.accounts[1] = shows("s1", k);
  input.accounts[2] = shows("s2", r);
  const Score s = score(input);
  CHECK(has(s, ScoreFlag::tie));
  CHECK(s.group_scores[0].state == GroupState::conflicted);
  CHECK(s.group_scores[1].state == GroupState::rival);
  // In two accounts as in one.
  input.accounts[0] = in_domain(shows("s0", k), "x.example");
  input.accounts.push_back(in_domain(shows("s0b", r), "x.example"));
  const Score apart = score(input);
  CHECK(has(apart, ScoreFlag::tie));
  CHECK(std::count_if(apart.group_scores.begin(), apart.group_scores.end(),
                      [](const GroupScore& group) { return group.state == GroupState::conflicted; }) == 1);
}

TEST_CASE("score: a group that agrees and has an account unknown, counted once") {
  ScoreInput input = look(4, 2);
  input.accounts.push_back(in_domain(unknown("s0b"), "s0.example"));
  const Score s = score(input);
  CHECK(s.weight == 2);
  CHECK(s.high == 2);
}

TEST_CASE("score: a rival short of t beside K at t, confirmed with the flag contested") {
  ScoreInput input = look(4, 3);
  input.accounts[3] = shows("s3", r);
  const Score s = score(input);
  CHECK(s.answer == Answer::confirmed);
  CHECK(has(s, ScoreFlag::contested));
  REQUIRE(s.rivals.size() == 1);
  CHECK(s.rivals[0].speaker == r);
  CHECK(s.rivals[0].weight == 1);
  CHECK(s.margin_rival == 2);
  CHECK(s.keys.size() == 2);
}

TEST_CASE("score: a rival beside K short of t, contested before undecided and corroborated") {
  ScoreInput input = look(5, 3, 1);
  CHECK(score(input).answer == Answer::undecided);
  input.accounts[4] = shows("s4", r);
  const Score s = score(input);
  CHECK(s.answer == Answer::contested);
  CHECK_FALSE(has(s, ScoreFlag::contested));
  CHECK(s.subject_key == k);
}

TEST_CASE("score: discovered accounts, change neither W nor n nor rivals") {
  ScoreInput input = look(4, 2);
  const Score before = score(input);
  for (int i = 0; i < 20; ++i) input.accounts.push_back(discovered(shows("d" + std::to_string(i), k)));
  input.accounts.push_back(discovered(shows("e", r)));
  input.accounts.push_back(discovered(unknown("f")));
  input.accounts.push_back(discovered(in_domain(shows("g", r), "s0.example")));
  const Score after = score(input);
  CHECK(after.answer == before.answer);
  CHECK(after.groups == 4);
  CHECK(after.weight == 2);
  CHECK(after.high == 2);
  CHECK(after.rivals.empty());
  CHECK(after.keys.size() == 2);
  CHECK(after.group_scores == before.group_scores);
}

TEST_CASE("score: one anchored and fifty discovered accounts, W = 1") {
  ScoreInput input = look(1, 1);
  for (int i = 0; i < 50; ++i) input.accounts.push_back(discovered(shows("d" + std::to_string(i), k)));
  CHECK(score(input).weight == 1);
  CHECK(score(input).answer == Answer::insufficient);
}

TEST_CASE("score: a dns: account without DNSSEC, counts for nothing") {
  ScoreInput input = look(4, 2);
  const Score before = score(input);
  for (const Speaker& speaker : {k, r}) {
    AccountEvidence account = shows("dns", speaker);
    account.counting = Counting::not_counted;
    input.accounts.push_back(account);
    const Score after = score(input);
    CHECK(after.groups == 4);
    CHECK(after.weight == 2);
    CHECK(after.answer == before.answer);
    CHECK(after.rivals.empty());
  }
}

TEST_CASE("score: dns: accounts without DNSSEC, leave n and not what f is found from") {
  ScoreInput input = look(7, 2);
  CHECK(score(input).hostile == 2);
  for (std::size_t left = 1; left <= 5; ++left) {
    input.accounts[7 - left].counting = Counting::not_counted;
    const Score s = score(input);
    CHECK(s.groups == 7 - left);
    CHECK(s.hostile == 2);
    CHECK(s.threshold == threshold(s.groups, 2));
    CHECK(s.answer == Answer::insufficient);  // two of seven may be hostile, and no more than two agree
  }
  // One that shares its domain with a counted account takes nothing out of n.
  input = look(4, 4);
  input.accounts.push_back(in_group(silent("g0"), "g0"));
  input.accounts.back().domain = input.accounts[0].domain;
  const Score before = score(input);
  input.accounts.back().counting = Counting::not_counted;
  CHECK(score(input).hostile == before.hostile);
  CHECK(score(input).groups == before.groups);
  // Nor does one that the contact does not name.
  input = look(3, 3);
  for (const char* name : {"x", "y", "z", "w"}) {
    input.accounts.push_back(discovered(silent(name)));
    input.accounts.back().counting = Counting::not_counted;
  }
  CHECK(score(input).hostile == 1);
}

TEST_CASE("score: n < t and the key's statement proven in breadth, consistent") {
  ScoreInput input = look(1, 1);
  input.accounts.push_back(discovered(shows("d", k)));
  input.accounts.push_back(discovered(unknown("e")));
  KeyFacts fact = facts(k);
  for (const AccountEvidence& account : input.accounts) fact.listed_accounts.push_back(account.account);
  input.keys = {fact};
  CHECK(score(input).answer == Answer::consistent);

  SECTION("an account that the statement does not list: no breadth") {
    input.keys[0].listed_accounts.erase(input.keys[0].listed_accounts.begin() + 1);
    CHECK(score(input).answer == Answer::insufficient);
  }
  SECTION("one account, twice in the input: no breadth") {
    input.accounts[1].account = input.accounts[0].account;
    CHECK(score(input).answer == Answer::insufficient);
  }
  SECTION("a listed account refuted: doubt") {
    input.accounts[2] = discovered(refuted("e"));
    CHECK(score(input).answer == Answer::insufficient);
  }
  SECTION("an account refuted that the statement does not list: no doubt") {
    input.accounts.push_back(discovered(refuted("z")));
    CHECK(score(input).answer == Answer::consistent);
  }
  SECTION("a listed account that shows a rival: doubt") {
    input.accounts.push_back(discovered(shows("e", r)));
    CHECK(score(input).answer == Answer::insufficient);
  }
  SECTION("a listed account in conflict: doubt") {
    input.accounts.push_back(discovered(conflicted("e", k, r)));
    input.accounts.back().outcome[0] = Outcome::absent;
    CHECK(score(input).answer == Answer::insufficient);
  }
  SECTION("a listed account that shows a Keybase key or a revoked one too: no doubt") {
    input.accounts[1].proven.push_back(keybase("B"));
    input.accounts[1].proven.push_back(r);
    input.keys.push_back(facts(r, KeyState::revoked));
    CHECK(score(input).answer == Answer::consistent);
  }
  SECTION("a rival anchored: contested") {
    input.accounts.push_back(shows("z", r));
    CHECK(score(input).answer == Answer::contested);
  }
  SECTION("n >= t: not for want of groups") {
    input.accounts.push_back(silent("z"));
    CHECK(score(input).answer == Answer::insufficient);
  }
  SECTION("breadth from an account that is not counted: none") {
    input.accounts[1].counting = Counting::not_counted;
    CHECK(score(input).answer == Answer::insufficient);
  }
  SECTION("merged groups: n < t by merging alone is none") {
    input.accounts.push_back(in_group(silent("z"), input.accounts[0].group));
    CHECK(score(input).groups == 1);
    CHECK(score(input).answer == Answer::insufficient);
  }
}

TEST_CASE("score: policy with f, thresholds follow") {
  ScoreInput input = look(6, 4);
  input.rule.hostile = 2;
  const Score s = score(input);
  CHECK(s.hostile == 2);
  CHECK(s.threshold == 5);
  CHECK(s.answer == Answer::corroborated);
  input.rule.hostile = 4;
  CHECK(score(input).answer == Answer::insufficient);
  input.rule.hostile = 0;
  CHECK(score(input).hostile == 1);
  input.rule.hostile = 4294967295U;
  CHECK(score(input).answer == Answer::insufficient);
}

TEST_CASE("score: policy with a quorum, confirmed at it; too small a one, corroborated at most") {
  ScoreInput input = look(6, 5);
  input.rule.quorum = 5;
  CHECK(score(input).threshold == 5);
  CHECK(score(input).answer == Answer::confirmed);
  input.rule.quorum = 6;
  CHECK(score(input).answer == Answer::corroborated);
  for (const unsigned weak : {1U, 2U, 3U}) {
    input.rule.quorum = weak;
    CHECK(score(input).answer == Answer::corroborated);
    CHECK(has(score(input), ScoreFlag::weak_policy));
  }
  input.rule.quorum = 4;
  CHECK(score(input).answer == Answer::confirmed);
  CHECK(score(input).flags.empty());
  input = look(6, 1);
  input.rule.quorum = 1;
  CHECK(score(input).answer == Answer::insufficient);
}

TEST_CASE("score: the input turned round, the same score") {
  ScoreInput input = look(6, 3, 1);
  input.accounts[4] = shows("s4", r);
  input.accounts.push_back(in_domain(shows("a", r), "s5.example"));
  input.accounts.push_back(discovered(shows("z", native("Z"))));
  input.keys = {facts(k), facts(r), facts(native("Q"))};
  const Score before = score(input);
  std::reverse(input.accounts.begin(), input.accounts.end());
  std::reverse(input.keys.begin(), input.keys.end());
  CHECK(score(input) == before);
  CHECK(before.keys.front().speaker == k);
  CHECK(before.keys.back().speaker == native("Z"));
}

TEST_CASE("exit status: 0 confirmed, 3 undecided, 1 else") {
  CHECK(exit_status(Answer::confirmed) == 0);
  CHECK(exit_status(Answer::undecided) == 3);
  for (const Answer answer : {Answer::revoked, Answer::equivocating, Answer::contested, Answer::corroborated,
                              Answer::consistent, Answer::insufficient})
    CHECK(exit_status(answer) == 1);
}

TEST_CASE("score texts: the names of the design") {
  CHECK(text(Answer::revoked) == "revoked");
  CHECK(text(Answer::equivocating) == "equivocating");
  CHECK(text(Answer::confirmed) == "confirmed");
  CHECK(text(Answer::contested) == "contested");
  CHECK(text(Answer::undecided) == "undecided");
  CHECK(text(Answer::corroborated) == "corroborated");
  CHECK(text(Answer::consistent) == "consistent");
  CHECK(text(Answer::insufficient) == "insufficient");
  CHECK(text(ScoreFlag::contested) == "contested");
  CHECK(text(ScoreFlag::key_changed) == "key_changed");
  CHECK(text(ScoreFlag::weak_policy) == "weak policy");
  CHECK(text(ScoreFlag::tie) == "tie");
  CHECK(text(GroupState::agrees) == "agrees");
  CHECK(text(GroupState::rival) == "rival");
  CHECK(text(GroupState::conflicted) == "conflicted");
  CHECK(text(GroupState::unknown) == "unknown");
  CHECK(text(GroupState::silent) == "silent");
}

}  // namespace quorate
