#include "tests/proofs/score/random_look.hpp"

#include "tests/proofs/score/cases.hpp"

#include <array>
#include <set>

namespace quorate {

const Speaker forged_key = native("X");

namespace {

constexpr std::string_view someone = "u:b";

const std::array<Speaker, 4> honest_keys = {native("K"), native("R"), native("T"),
                                            native("K", std::string(someone))};

// Most accounts show K or nothing at all, so that every answer comes up often.
const Speaker& random_key(Allegiance side, Dice& dice) {
  if (side == Allegiance::hostile)
    return dice.chance(60) ? forged_key : honest_keys[dice.roll(honest_keys.size())];
  return dice.chance(75) ? honest_keys[0] : honest_keys[dice.roll(honest_keys.size())];
}

AccountEvidence random_account(const std::string& domain, const std::string& group, unsigned number,
                               Dice& dice) {
  AccountEvidence account;
  account.account = domain + "/" + std::to_string(number);
  account.domain = domain;
  account.group = group;
  if (dice.chance(12)) account.standing = Standing::discovered;
  if (dice.chance(5)) account.counting = Counting::not_counted;
  show_anything(account, Allegiance::honest, dice);
  return account;
}

KeyState random_state(Dice& dice) {
  const unsigned face = dice.roll(100);
  if (face < 4) return KeyState::revoked;
  return face < 10 ? KeyState::equivocating : KeyState::sound;
}

void add_facts(ScoreInput& input, Dice& dice) {
  for (const Speaker& speaker : honest_keys) {
    if (dice.chance(15)) continue;
    KeyFacts fact = facts(speaker, random_state(dice));
    for (const AccountEvidence& account : input.accounts)
      if (dice.chance(70)) fact.listed_accounts.push_back(account.account);
    input.keys.push_back(std::move(fact));
  }
  if (dice.chance(15)) {
    for (KeyFacts& fact : input.keys) {
      if (fact.speaker == honest_keys[0]) fact.joined = {honest_keys[1].key};
      if (fact.speaker == honest_keys[1] && dice.chance(80)) fact.joined = {honest_keys[0].key};
      if (fact.speaker == honest_keys[0] && dice.chance(50)) fact.successor = honest_keys[1].key;
    }
  }
}

// What hosts are seen to be served by, in one look of four: rarely by much.
void add_relations(ScoreInput& input, Dice& dice) {
  if (!dice.chance(25)) return;
  const unsigned often = dice.chance(70) ? 20 : 60;
  for (AccountEvidence& account : input.accounts)
    if (dice.chance(often)) point_anywhere(account, input, dice);
}

// What a policy may add, in one look of six each.
void add_policy(ScoreInput& input, Dice& dice) {
  const unsigned old = dice.chance(15) ? 20 : 0;
  const unsigned required = dice.chance(15) ? 15 : 0;
  for (AccountEvidence& account : input.accounts) {
    for (const Speaker& speaker : account.proven)
      if (dice.chance(old)) account.outdated.push_back(speaker);
    if (dice.chance(required)) input.required.push_back(account.account);
  }
}

}  // namespace

void point_anywhere(AccountEvidence& account, const ScoreInput& look, Dice& dice) {
  constexpr unsigned most = 3;
  std::set<std::string> names;
  for (unsigned i = 1 + dice.roll(most); i > 0; --i) {
    const std::string& group = look.accounts[dice.roll(unsigned(look.accounts.size()))].group;
    names.insert(dice.chance(60) ? group : "net" + std::to_string(dice.roll(3)));
  }
  account.observed.assign(names.begin(), names.end());
}

void show_anything(AccountEvidence& account, Allegiance side, Dice& dice) {
  account.proven.clear();
  account.conflicted.clear();
  account.outdated.clear();
  account.outcome = {Outcome::absent, Outcome::absent};
  const unsigned face = dice.roll(100);
  if (face < 15) {
    account.outcome[0] = Outcome::unknown;
  } else if (face < 20) {
    account.outcome[0] = Outcome::refuted;
  } else if (face < 90) {
    account.outcome[0] = Outcome::proven;
    account.proven = {random_key(side, dice)};
    if (dice.chance(6)) account.proven.push_back(random_key(side, dice));
  } else if (face < 95) {
    account.outcome[0] = Outcome::refuted;
    account.conflicted = {random_key(side, dice), honest_keys[dice.roll(honest_keys.size())]};
  }
  const unsigned other = dice.roll(100);
  if (other < 10) account.outcome[1] = Outcome::unknown;
  if (other >= 80) {
    account.outcome[1] = Outcome::proven;
    account.proven.push_back(keybase(other < 97 ? "B" : "C"));
  }
}

ScoreInput random_look(Dice& dice, unsigned max_domains) {
  ScoreInput input;
  const unsigned domains = 1 + dice.roll(max_domains);
  const unsigned merging = dice.chance(50) ? 0 : 50;
  for (unsigned domain = 0; domain < domains; ++domain) {
    const std::string name = "d" + std::to_string(domain);
    const std::string group = dice.chance(merging) ? "op" + std::to_string(dice.roll(3)) : name;
    const unsigned accounts = dice.chance(75) ? 1 : 2;
    for (unsigned number = 0; number < accounts; ++number)
      input.accounts.push_back(random_account(name, dice.chance(96) ? group : "op0", number, dice));
  }
  add_facts(input, dice);
  add_relations(input, dice);
  add_policy(input, dice);
  if (dice.chance(50)) input.subject = alice;
  const unsigned face = dice.roll(100);
  if (face < 50)
    input.key = honest_keys[0].key;
  else if (face < 58)
    input.key = honest_keys[1].key;
  else if (face < 63)
    input.key = keybase("B").key;
  if (dice.chance(35))
    input.rule.hostile = 1 + dice.roll(4);
  else if (dice.chance(25))
    input.rule.quorum = 1 + dice.roll(domains);
  return input;
}

}  // namespace quorate
