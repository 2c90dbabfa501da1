#include "proofs/score/score.hpp"
#include "tests/proofs/score/cases.hpp"
#include "tests/show.hpp"

namespace quorate {

TEST_CASE("score: K and a rival in one account or one group, counts for neither") {
  ScoreInput input = look(4, 4);
  input.accounts[3] = conflicted("s3", k, r);
  CHECK(score(input).weight == 3);
  CHECK(score(input).answer == Answer::confirmed);
  CHECK(score(input).rivals.empty());
  input.accounts[2] = in_domain(shows("s2", k), "x.example");
  input.accounts[3] = in_domain(shows("s3", r), "x.example");
  const Score s = score(input);
  CHECK(s.groups == 3);
  CHECK(s.weight == 2);
  CHECK(s.group_scores[2].state == GroupState::conflicted);
  CHECK(s.answer == Answer::corroborated);
}

// As a chain of rotations does for its first and last key, which an account that shows both does not know of.
TEST_CASE(
    "score: keys in conflict at an account and joined by what is known of them, counted for neither there") {
  ScoreInput input = look(4, 4);
  input.accounts[3] = conflicted("s3", k, r);
  input.key = k.key;
  input.keys = {facts(k), facts(r)};
  input.keys[0].joined = {r.key};
  input.keys[1].joined = {k.key};
  const Score s = score(input);
  CHECK(s.weight == 3);
  CHECK(s.group_scores[3].state == GroupState::conflicted);
}

TEST_CASE("score: several accounts of a group, one in W and in n") {
  ScoreInput input;
  for (const char* name : {"c", "b", "a"}) input.accounts.push_back(in_domain(shows(name, k), "one.example"));
  input.accounts.push_back(silent("d"));
  const Score s = score(input);
  CHECK(s.groups == 2);
  CHECK(s.weight == 1);
  REQUIRE(s.group_scores.size() == 2);
  CHECK(s.group_scores[1].name == "one.example");
  CHECK(s.group_scores[1].accounts ==
        std::vector<std::string>{"https://a.example/", "https://b.example/", "https://c.example/"});
}

TEST_CASE("score: merging, never makes confirmed what was not") {
  // Six domains, four of which agree: confirmed (t = 4).
  ScoreInput input = look(6, 4);
  CHECK(score(input).answer == Answer::confirmed);
  // Two that agree are merged: W = 3 of n = 5, t = 4.
  input.accounts[0].group = input.accounts[1].group = "op";
  CHECK(score(input).answer == Answer::corroborated);
  // The two silent ones too: W = 3 of n = 4 reaches t = 3, but only because what is silent counts less.
  input.accounts[4].group = input.accounts[5].group = "op2";
  const Score s = score(input);
  CHECK(s.groups == 4);
  CHECK(s.threshold == 3);
  CHECK(s.weight == 3);
  CHECK(s.confirm_at == 4);
  CHECK(s.answer == Answer::corroborated);
}

TEST_CASE("score: W >= t over groups but not over domains, not confirmed") {
  // Three of six domains agree; merging the silent ones makes it three of four.
  ScoreInput input = look(6, 3);
  for (unsigned i = 3; i < 6; ++i) input.accounts[i].group = "op";
  const Score s = score(input);
  CHECK(s.weight == s.threshold);
  CHECK(s.answer == Answer::corroborated);
  // Were the silent ones unreachable, they would decide.
  for (unsigned i = 3; i < 6; ++i) input.accounts[i].outcome[0] = Outcome::unknown;
  CHECK(score(input).answer == Answer::undecided);
}

TEST_CASE("score: a rival whose domain is merged with one that agrees, still contests") {
  ScoreInput input = look(5, 3);
  input.accounts[3] = shows("s3", r);
  input.accounts[0].group = input.accounts[3].group = "op";
  const Score s = score(input);
  CHECK(s.weight == 2);
  REQUIRE(s.rivals.size() == 1);
  CHECK(s.rivals[0].weight == 0);
  CHECK(s.rivals[0].domain_weight == 1);
  CHECK(s.answer == Answer::contested);
}

TEST_CASE("score: a quorum that is too small over domains, weak however much is merged") {
  ScoreInput input = look(6, 3);
  for (unsigned i = 3; i < 6; ++i) input.accounts[i].group = "op";
  input.rule.quorum = 3;
  const Score s = score(input);
  CHECK(s.groups == 4);
  CHECK(s.answer == Answer::corroborated);
  CHECK(has(s, ScoreFlag::weak_policy));
}

TEST_CASE("score: one domain under two group names, one group") {
  ScoreInput input = look(3, 3);
  input.accounts[0] = in_group(in_domain(shows("a", k), "one.example"), "q");
  input.accounts[1] = in_group(in_domain(shows("b", k), "one.example"), "p");
  input.accounts[2].group = "q";
  const Score s = score(input);
  CHECK(s.groups == 1);
  CHECK(s.weight == 1);
  REQUIRE(s.group_scores.size() == 1);
  CHECK(s.group_scores[0].name == "p");
}

TEST_CASE("score: one key for two subjects with the same W, merging does not settle the tie") {
  // Four of six accounts show K for alice and four for another subject, two of them for both.
  ScoreInput input = look(6, 4);
  const Speaker other = native("K", "https://other.example/");
  input.accounts[2].proven.push_back(other);
  input.accounts[3].proven.push_back(other);
  input.accounts[4] = shows("s4", other);
  input.accounts[5] = shows("s5", other);
  CHECK(has(score(input), ScoreFlag::tie));
  input.accounts[0].group = input.accounts[1].group = "op";
  const Score s = score(input);
  CHECK(s.answer == Answer::contested);
  CHECK(has(s, ScoreFlag::tie));
  CHECK(s.rivals.size() == 2);
}

TEST_CASE("score: an equivocating key with the larger W, merging does not push it aside") {
  ScoreInput input = look(7, 3);
  for (const unsigned i : {3U, 4U, 5U, 6U}) input.accounts[i] = shows("s" + std::to_string(i), r);
  input.keys = {facts(r, KeyState::equivocating)};
  CHECK(score(input).answer == Answer::equivocating);
  input.accounts[3].group = input.accounts[4].group = input.accounts[5].group = "op";
  CHECK(score(input).answer == Answer::contested);
}

TEST_CASE(
    "score: a successor on the same accounts as the key that it follows, leads however they are merged") {
  ScoreInput input = look(7, 7);
  for (AccountEvidence& account : input.accounts) account.proven.push_back(r);
  input.keys = {facts(k), facts(r)};
  input.keys[0].joined = {r.key};
  input.keys[0].successor = r.key;
  input.keys[1].joined = {k.key};
  input.accounts[0].group = input.accounts[1].group = "op";
  CHECK(score(input).subject_key == r);
  CHECK(score(input).answer == Answer::confirmed);

  // One of the merged accounts shows only the old key: under the domains alone that one has more, but the
  // new key reaches t.
  input.accounts[0].proven = {k};
  CHECK(score(input).subject_key == r);
  CHECK(score(input).answer == Answer::confirmed);

  // Where it does not, the larger W leads, and that depends on the merging.
  input.rule.quorum = 7;
  CHECK(has(score(input), ScoreFlag::tie));
  // Where the new key has an account to itself as well, merging may still take that advantage from it, once.
  input.accounts[2].proven = {r};
  CHECK(score(input).subject_key == r);
  input.accounts[2].group = input.accounts[3].group = "op2";
  CHECK(has(score(input), ScoreFlag::tie));
}

TEST_CASE(
    "score: joined keys in a group with a key that contradicts only one of them, merging decides nothing") {
  ScoreInput input = look(6, 4);
  const Speaker third = native("T");
  for (int i = 0; i < 3; ++i) input.accounts[i].proven.push_back(r);
  input.accounts[4] = shows("s4", third);
  input.keys = {facts(k), facts(r), facts(third, KeyState::equivocating)};
  input.keys[0].joined = {r.key};
  input.keys[1].joined = {k.key, third.key};
  input.keys[2].joined = {r.key};
  CHECK(score(input).subject_key == k);
  CHECK(score(input).answer == Answer::confirmed);
  // K is lost there, while R, which T does not contradict, stays: 3 against 3.
  input.accounts[0].group = input.accounts[4].group = "op";
  CHECK(has(score(input), ScoreFlag::tie));
}

}  // namespace quorate
