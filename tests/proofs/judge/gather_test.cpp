#include "proofs/judge/gather.hpp"

#include "config/operators.hpp"
#include "config/shipped.hpp"
#include "proofs/score/score.hpp"
#include "tests/proofs/score/cases.hpp"
#include "tests/proofs/score/merging.hpp"
#include "tests/proofs/score/random_look.hpp"
#include "tests/show.hpp"

#include <algorithm>

namespace quorate {
namespace {

const Operators& shipped() {
  static const Operators operators = load_shipped_operators().value();
  return operators;
}

AccountVerdict judged(const std::string& uri, Outcome outcome, std::vector<Speaker> proven) {
  AccountVerdict verdict{.account = Account::parse(uri).value()};
  verdict.verdict.outcome = outcome;
  verdict.by_kind = {Verdict{outcome, Reason::none, ""}, Verdict{Outcome::absent, Reason::none, ""}};
  verdict.proven = std::move(proven);
  return verdict;
}

Judgement all_show_k(const std::vector<std::string>& uris) {
  Judgement judgement;
  for (const std::string& uri : uris) judgement.accounts.push_back(judged(uri, Outcome::proven, {k}));
  return judgement;
}

std::vector<Account> accounts_of(const Judgement& judgement) {
  std::vector<Account> accounts;
  for (const AccountVerdict& account : judgement.accounts) accounts.push_back(account.account);
  return accounts;
}

Score scored(const Judgement& judgement, const std::vector<Account>& anchored, const Groups& groups) {
  ScoreInput input;
  input.key = k.key;
  input.subject = alice;
  input.accounts = gather(judgement, anchored, groups);
  return score(input);
}

const std::vector<std::string> pool = {"https://github.com/alice",
                                       "https://www.linkedin.com/in/alice",
                                       "https://gitlab.com/alice",
                                       "https://alice.github.io/",
                                       "https://bob.github.io/",
                                       "https://www.instagram.com/alice",
                                       "https://www.threads.net/@alice",
                                       "https://alice.duckdns.org/",
                                       "https://bob.duckdns.org/",
                                       "https://alice.example/",
                                       "dns:alice.example",
                                       "https://alice.bsky.social/",
                                       "https://bsky.app/profile/alice",
                                       "https://codeberg.org/alice",
                                       "https://keybase.io/alice"};

Judgement random_judgement(Dice& dice) {
  Judgement judgement;
  for (const std::string& uri : pool) {
    if (dice.chance(40)) continue;
    const unsigned face = dice.roll(100);
    if (face < 60) {
      judgement.accounts.push_back(judged(uri, Outcome::proven, {k}));
    } else if (face < 70) {
      judgement.accounts.push_back(judged(uri, Outcome::proven, {r}));
    } else {
      judgement.accounts.push_back(judged(uri, face < 85 ? Outcome::unknown : Outcome::absent, {}));
    }
  }
  dice.shuffle(judgement.accounts);
  return judgement;
}

}  // namespace

TEST_CASE("gather: accounts on services of one company, one group in n and in W") {
  const Judgement judgement = all_show_k({"https://github.com/alice", "https://www.linkedin.com/in/alice",
                                          "https://gitlab.com/alice", "https://alice.example/"});
  const Groups groups(shipped(), SuffixList::builtin());
  const Score s = scored(judgement, accounts_of(judgement), groups);
  CHECK(s.groups == 3);
  CHECK(s.hostile == 1);
  CHECK(s.threshold == 3);
  CHECK(s.weight == 3);
  CHECK(s.answer == Answer::confirmed);
  REQUIRE(s.group_scores.size() == 3);
  CHECK(s.group_scores[1].name == "Microsoft");
  CHECK(s.group_scores[1].accounts ==
        std::vector<std::string>{"https://github.com/alice", "https://www.linkedin.com/in/alice"});

  // By domains alone there would be four.
  const Operators nobody;
  CHECK(scored(judgement, accounts_of(judgement), Groups(nobody, SuffixList::builtin())).groups == 4);
}

TEST_CASE("gather: everything on one company's services, confirms nothing") {
  const Judgement judgement =
      all_show_k({"https://github.com/alice", "https://www.linkedin.com/in/alice", "https://alice.github.io/",
                  "https://www.npmjs.com/~alice", "https://alice.azurewebsites.net/"});
  const Groups groups(shipped(), SuffixList::builtin());
  const Score s = scored(judgement, accounts_of(judgement), groups);
  CHECK(s.groups == 1);
  CHECK(s.weight == 1);
  CHECK(s.answer == Answer::insufficient);
}

TEST_CASE("gather: who runs a host and who owns that, told beside the group") {
  const Judgement judgement = all_show_k({"https://alice.github.io/", "https://alice.example/"});
  const auto evidence = gather(judgement, accounts_of(judgement), Groups(shipped(), SuffixList::builtin()));
  CHECK(evidence[0].domain == "alice.github.io");
  CHECK(evidence[0].group == "Microsoft");
  CHECK(evidence[0].ties == std::vector<std::string>{"GitHub, of Microsoft"});
  CHECK(evidence[1].group == "alice.example");
  CHECK(evidence[1].ties.empty());
}

TEST_CASE("gather: random looks, no operator, suffix or policy raises an answer, and order changes nothing") {
  const Operators nobody;
  const Groups apart(nobody, SuffixList::builtin());
  Dice dice(7);
  unsigned merged_looks = 0;
  for (int round = 0; round < 3000; ++round) {
    Judgement judgement = random_judgement(dice);
    std::vector<Account> anchored = accounts_of(judgement);
    while (anchored.size() > 3 && dice.chance(20)) anchored.pop_back();
    std::vector<Merge> merges;
    if (dice.chance(50)) merges.push_back({{"gitlab"}, {"alice.example"}});
    if (dice.chance(50)) merges.push_back({{dice.chance(50) ? "meta" : "codeberg"}, {"duckdns.org"}});
    const Groups joined(shipped(), SuffixList::builtin(), merges);

    std::vector<AccountEvidence> by_domain = gather(judgement, anchored, apart);
    for (AccountEvidence& evidence : by_domain) evidence.group = evidence.domain;
    ScoreInput input{alice, k.key, {}, by_domain, {}};
    const Score before = score(input);
    const Score after = scored(judgement, anchored, joined);
    INFO(text(before.answer) << " then " << text(after.answer));
    CHECK(strength(after) <= strength(before));
    CHECK(after.groups <= before.groups);
    CHECK(after.weight <= before.weight);
    if (after.groups < before.groups) ++merged_looks;

    dice.shuffle(judgement.accounts);
    dice.shuffle(anchored);
    CHECK(scored(judgement, anchored, joined) == after);
  }
  CHECK(merged_looks > 1000);
}

TEST_CASE("gather: discovered accounts, join no groups of others") {
  const Operators split("1", {{"part", "Part", "", {"users.split.example", "part.example"}}}, {});
  const Groups groups(split, SuffixList::builtin());
  const Judgement judgement =
      all_show_k({"https://www.split.example/", "https://part.example/", "https://a.users.split.example/"});
  std::vector<Account> anchored = accounts_of(judgement);
  CHECK(scored(judgement, anchored, groups).groups == 1);
  anchored.pop_back();
  CHECK(scored(judgement, anchored, groups).groups == 2);
  CHECK(scored(judgement, anchored, groups).weight == 2);
}

}  // namespace quorate
