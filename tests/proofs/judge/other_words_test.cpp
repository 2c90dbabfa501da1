#include "proofs/judge/judge.hpp"
#include "tests/proofs/score/adversary/moves.hpp"
#include "tests/show.hpp"

#include <algorithm>

// What a key said elsewhere, or for somebody else, and what another key said.
namespace quorate::adversary {
namespace {

const Account site = Account::parse("https://alice.example/").value();
const Account forge = Account::parse("https://code.example/alice").value();
const std::string at_work = "mimi://im.example/u/alice-at-work";

Context context() {
  Context made;
  made.now = now;
  made.subject = alice;
  return made;
}

const KeyFacts& facts(const Judgement& judgement, Holder holder) {
  const auto it = std::find_if(judgement.keys.begin(), judgement.keys.end(),
                               [&](const KeyFacts& fact) { return fact.speaker.key.id == kid_of(holder); });
  REQUIRE(it != judgement.keys.end());
  return *it;
}

}  // namespace

TEST_CASE("judge: badge of another key than the contact's and no statement for its subject, not proven") {
  Context known = context();
  known.key = key_of(Holder::owner);
  known.known = {verify_token(statement({.holder = Holder::enemy, .accounts = {forge}, .subject = at_work}))};
  const auto alone = [&](Holder holder) {
    return summary(judge({found(forge, {badge(forge, {.holder = holder})})}, known).accounts.front().verdict);
  };
  CHECK(alone(Holder::enemy) == "unknown: no statement");
  CHECK(alone(Holder::owner) == "proven");
}

TEST_CASE("judge: statement of higher number for another subject, takes no account away") {
  Context known = context();
  known.known = {verify_token(statement({.seq = 20, .accounts = {forge}, .subject = at_work}))};
  const Judgement judgement = judge({found(site, {statement({.accounts = {site, forge}})})}, known);
  CHECK(summary(judgement.accounts.front().verdict) == "proven");
  CHECK(judgement.accounts.front().flags.empty());
}

TEST_CASE("judge: revoked key, joined to no successor") {
  const std::vector<std::string> halves = {
      statement({.accounts = {site}, .next = Holder::heir}),
      statement({.holder = Holder::heir, .accounts = {site}, .prev = Holder::owner})};
  CHECK(facts(judge({found(site, halves)}, context()), Holder::owner).successor);
  std::vector<std::string> revoked = halves;
  revoked.push_back(revocation(Holder::owner));
  const Judgement judgement = judge({found(site, revoked)}, context());
  CHECK(summary(judgement.accounts.front().verdict) == "proven");
  CHECK_FALSE(facts(judgement, Holder::owner).successor);
  CHECK(facts(judgement, Holder::owner).joined.empty());
  CHECK(facts(judgement, Holder::heir).joined.empty());
}

}  // namespace quorate::adversary
