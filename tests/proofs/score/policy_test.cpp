#include "proofs/score/score.hpp"
#include "tests/proofs/score/cases.hpp"
#include "tests/proofs/score/laws.hpp"
#include "tests/proofs/score/merging.hpp"
#include "tests/proofs/score/random_look.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

AccountEvidence outdated(AccountEvidence account) {
  account.outdated = account.proven;
  return account;
}

std::string uri(const std::string& name) { return "https://" + name + ".example/"; }

// What a policy may add to a look: accounts that it requires, and proofs that are too old for it.
void restrict_at_random(ScoreInput& look, Dice& dice) {
  for (AccountEvidence& account : look.accounts) {
    for (const Speaker& speaker : account.proven)
      if (dice.chance(25)) account.outdated.push_back(speaker);
    if (dice.chance(10)) look.required.push_back(account.account);
  }
  if (dice.chance(5)) look.required.push_back("https://nowhere.example/");
}

}  // namespace

TEST_CASE("score: a required account that shows the key, changes nothing") {
  ScoreInput input = look(4, 3);
  const Score free = score(input);
  input.required = {uri("s0"), uri("s2"), uri("s0")};
  CHECK(score(input) == free);
  CHECK(free.answer == Answer::confirmed);
}

TEST_CASE("score: a required account that does not show the key, neither confirmed nor corroborated") {
  ScoreInput input = look(4, 3);
  input.required = {uri("s3"), uri("s0")};
  const Score s = score(input);
  CHECK(s.weight == s.threshold);
  CHECK(s.answer == Answer::insufficient);
  CHECK(has(s, ScoreFlag::required_missing));
  CHECK(s.missing == std::vector<std::string>{uri("s3")});

  ScoreInput few = look(6, 2);
  CHECK(score(few).answer == Answer::corroborated);
  few.required = {uri("s5")};
  CHECK(score(few).answer == Answer::insufficient);
}

TEST_CASE("score: a required account that could not be looked at, undecided where it alone is missing") {
  ScoreInput input = look(4, 3, 1);
  CHECK(score(input).answer == Answer::confirmed);
  input.required = {uri("s3")};
  CHECK(score(input).answer == Answer::undecided);
  CHECK(score(input).missing == std::vector<std::string>{uri("s3")});
  // Another one that is missing for good: nothing that could still be seen would help.
  input.accounts.push_back(silent("s4"));
  input.required.push_back(uri("s4"));
  CHECK(score(input).answer == Answer::insufficient);
  // So many agree that the unseen one is not needed for the number.
  input = look(5, 4, 1);
  input.required = {uri("s4")};
  CHECK(score(input).answer == Answer::undecided);
}

TEST_CASE("score: a required account out of reach in a group that speaks against the key, no hope") {
  ScoreInput input = look(4, 4);
  input.keys = {facts(r, KeyState::equivocating)};  // no rival that would make it `contested`
  input.accounts.push_back(in_group(shows("other", r), "op"));
  input.accounts.push_back(in_group(unknown("unseen"), "op"));
  CHECK(score(input).answer == Answer::confirmed);
  input.required = {uri("unseen")};
  CHECK(score(input).answer == Answer::insufficient);
  input.accounts[4] = in_group(silent("other"), "op");
  CHECK(score(input).answer == Answer::undecided);
}

TEST_CASE("score: a required account that is no anchor, that is not counted or in conflict, never there") {
  ScoreInput input = look(4, 4);
  input.required = {"https://elsewhere.example/"};
  CHECK(score(input).answer == Answer::insufficient);
  input.required = {uri("extra")};
  input.accounts.push_back(discovered(shows("extra", k)));
  CHECK(score(input).answer == Answer::insufficient);
  input.accounts.back() = shows("extra", k);
  CHECK(score(input).answer == Answer::confirmed);
  input.accounts.back().counting = Counting::not_counted;
  CHECK(score(input).answer == Answer::insufficient);
  input.accounts.back() = in_group(shows("extra", k), "both");
  input.accounts.push_back(in_group(shows("rival", r), "both"));
  CHECK(score(input).weight == 4);
  CHECK(score(input).answer == Answer::contested);
  input.accounts.pop_back();
  input.accounts.back() = with(silent("extra"), KeyKind::keybase, Outcome::unknown);
  CHECK(score(input).answer == Answer::insufficient);
}

TEST_CASE("score: proofs that are too old, do not count and still contradict") {
  ScoreInput input = look(4, 4);
  input.accounts[0] = outdated(input.accounts[0]);
  Score s = score(input);
  CHECK(s.weight == 3);
  CHECK(s.keys.front().weight == 3);
  CHECK(s.answer == Answer::confirmed);
  CHECK(s.group_scores[0].state == GroupState::silent);
  input.accounts[1] = outdated(input.accounts[1]);
  CHECK(score(input).weight == 2);
  CHECK(score(input).answer == Answer::corroborated);
  input.accounts[3] = outdated(shows("s3", r));
  s = score(input);
  CHECK(s.rivals.size() == 1);
  CHECK(s.answer == Answer::contested);
}

TEST_CASE("score: a required account whose proof is too old, missing") {
  ScoreInput input = look(5, 5);
  input.accounts[0] = outdated(input.accounts[0]);
  CHECK(score(input).answer == Answer::confirmed);
  input.required = {uri("s0")};
  CHECK(score(input).answer == Answer::insufficient);
}

TEST_CASE("score: the key with the largest W by proofs of all ages is the subject key, whatever the policy") {
  ScoreInput input;
  for (const char* name : {"a", "b", "c"}) input.accounts.push_back(outdated(shows(name, k)));
  for (const char* name : {"d", "e"}) input.accounts.push_back(shows(name, r));
  const Score s = score(input);
  CHECK(s.subject_key == k);
  CHECK(s.weight == 0);
  CHECK(s.answer == Answer::contested);
}

TEST_CASE("score laws: random looks, no requirement and no age limit raises an answer") {
  Dice dice(11);
  constexpr unsigned max_domains = 12;
  unsigned lowered = 0;
  for (int i = 0; i < 20'000; ++i) {
    const ScoreInput free_look = random_look(dice, max_domains);
    ScoreInput bound = free_look;
    restrict_at_random(bound, dice);
    const Score before = score(free_look);
    const Score after = score(bound);
    INFO(describe(bound) << "\n" << text(before.answer) << " then " << text(after.answer));
    REQUIRE(strength(after) <= strength(before));
    REQUIRE(after.subject_key == before.subject_key);
    REQUIRE(after.groups == before.groups);
    REQUIRE(after.threshold == before.threshold);
    REQUIRE(after.weight <= before.weight);
    REQUIRE(after.high <= before.high);
    REQUIRE(after.rivals == before.rivals);
    if (after.answer == Answer::confirmed) REQUIRE(before.answer == Answer::confirmed);
    if (strength(after) < strength(before)) ++lowered;
  }
  CHECK(lowered > 1000);
}

TEST_CASE(
    "score laws: random looks under a policy, merging never raises an answer and order changes nothing") {
  Dice dice(12);
  constexpr unsigned max_domains = 12;
  for (int i = 0; i < 20'000; ++i) {
    ScoreInput input = random_look(dice, max_domains);
    restrict_at_random(input, dice);
    input.key = native("K").key;
    input.subject = alice;
    const std::string from = input.accounts[dice.roll(unsigned(input.accounts.size()))].group;
    const std::string into = input.accounts[dice.roll(unsigned(input.accounts.size()))].group;
    ScoreInput joined = merged(input, from, into);
    const Score before = score(input);
    const Score after = score(joined);
    INFO(describe(input) << "\n" << text(before.answer) << " then " << text(after.answer));
    REQUIRE(strength(after) <= strength(before));
    dice.shuffle(joined.accounts);
    dice.shuffle(joined.required);
    REQUIRE(score(joined) == after);
  }
}

}  // namespace quorate
