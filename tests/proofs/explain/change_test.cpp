#include "proofs/explain/change.hpp"

#include "tests/proofs/explain/crowd.hpp"
#include "tests/proofs/score/cases.hpp"
#include "tests/proofs/score/random_look.hpp"
#include "tests/show.hpp"

#include <bit>

namespace quorate {
namespace {

const Change* of(const Changes& changes, Fate fate) {
  for (const Change& change : changes.any)
    if (change.fate == fate) return &change;
  return nullptr;
}

bool says_yes_to_another(const Score& then, const Score& now) {
  return then.answer == Answer::confirmed && then.subject_key != now.subject_key;
}

// The account of the input, emptied or turned to a key that nobody knows, as change.cpp does it.
void alter(AccountEvidence& account, Fate fate, KeyKind kind) {
  account.proven.clear();
  account.conflicted.clear();
  account.outdated.clear();
  if (fate == Fate::unreachable) {
    for (Outcome& outcome : account.outcome)
      if (outcome != Outcome::absent) outcome = Outcome::unknown;
    account.outcome[static_cast<std::size_t>(kind)] = Outcome::unknown;
    return;
  }
  account.outcome = {Outcome::absent, Outcome::absent};
}

// The size of the smallest set that changes the answer, by trying every set; 0: none does.
std::size_t brute_force(const ScoreInput& input, Fate fate) {
  const Score now = score(input);
  const KeyKind kind = now.subject_key ? now.subject_key->key.kind : KeyKind::native;
  std::size_t best = 0;
  for (std::size_t set = 1; set < std::size_t{1} << input.accounts.size(); ++set) {
    const auto size = static_cast<std::size_t>(std::popcount(set));
    if (best != 0 && size >= best) continue;
    ScoreInput altered = input;
    bool counts = true;
    for (std::size_t i = 0; i < input.accounts.size(); ++i) {
      if ((set >> i & 1) == 0) continue;
      const AccountEvidence& account = input.accounts[i];
      counts = counts && account.standing == Standing::anchored && account.counting == Counting::counted;
      alter(altered.accounts[i], fate, kind);
    }
    if (!counts) continue;
    const Score then = score(altered);
    if (then.answer != now.answer || says_yes_to_another(then, now)) best = size;
  }
  return best;
}

std::size_t size_of(const Changes& changes, Fate fate) {
  for (const Change& change : changes.cut_off) CHECK(change.fate != fate);
  const Change* change = of(changes, fate);
  return change == nullptr ? 0 : change->size;
}

}  // namespace

TEST_CASE("changes: confirmed by seven of seven, any three of them") {
  const Changes found = changes(look(7, 7));
  REQUIRE(found.any.size() == 3);
  for (const Change& change : found.any) {
    CHECK(change.size == 3);
    REQUIRE(change.picks.size() == 1);
    CHECK(change.picks[0].count == 3);
    CHECK(change.picks[0].among.size() == 7);
    CHECK(change.choice == Choice::each_like_the_other);
  }
  CHECK(of(found, Fate::emptied)->answer == Answer::corroborated);
  CHECK(of(found, Fate::unreachable)->answer == Answer::undecided);
  CHECK(of(found, Fate::turned)->answer == Answer::contested);
  CHECK_FALSE(found.better);
}

TEST_CASE("changes: contested, the rival's account is what it takes") {
  ScoreInput input;
  input.subject = alice;
  input.accounts = {shows("a", k), shows("b", k), shows("c", r)};
  const Changes found = changes(input);
  REQUIRE(found.better);
  CHECK(found.better->picks == std::vector{Pick{1, {2}}});
  CHECK(found.better->answer == Answer::confirmed);
  CHECK(found.better->shown == k);
  CHECK(of(found, Fate::emptied)->picks == std::vector{Pick{1, {2}}});
  CHECK(of(found, Fate::emptied)->answer == Answer::corroborated);
  const Change& turned = *of(found, Fate::turned);
  CHECK(turned.size == 2);
  CHECK(turned.answer == Answer::confirmed);
  CHECK(turned.shown == r);
  CHECK(turned.subject_key == r);
}

TEST_CASE("changes: undecided, one that comes back is enough, and those that could not be seen go first") {
  const Changes found = changes(look(5, 3, 1));
  REQUIRE(found.better);
  CHECK(found.better->size == 1);
  CHECK(found.better->picks[0].among == std::vector<std::size_t>{3, 4});
  CHECK(of(found, Fate::emptied) != nullptr);
}

TEST_CASE("changes: one account, one more is wanted; a policy that can never be met, no number helps") {
  Changes found = changes(look(1, 1));
  CHECK_FALSE(found.better);
  CHECK(found.more_accounts == 1);
  ScoreInput weak = look(4, 0);
  weak.rule.quorum = 1;
  found = changes(weak);
  REQUIRE(found.better);
  CHECK(found.better->answer == Answer::corroborated);
}

TEST_CASE("changes: revoked or equivocating, nothing that accounts could show") {
  for (const KeyState state : {KeyState::revoked, KeyState::equivocating}) {
    ScoreInput input = look(4, 4);
    input.key = k.key;
    input.keys = {facts(k, state)};
    const Changes found = changes(input);
    CHECK(found.any.empty());
    CHECK_FALSE(found.better);
    CHECK(found.more_accounts == 0);
  }
}

TEST_CASE("changes: a tie, a way to a yes for one of the two") {
  ScoreInput input;
  input.accounts = {shows("a", k), shows("b", r)};
  const Changes found = changes(input);
  REQUIRE(found.better);
  CHECK(found.better->size == 1);
  CHECK(found.better->answer == Answer::confirmed);
}

TEST_CASE("changes: nobody seen, the key of a yes has no name yet") {
  ScoreInput input = look(4, 0);
  for (AccountEvidence& account : input.accounts) account = unknown(account.domain);
  const Changes found = changes(input);
  REQUIRE(found.better);
  CHECK_FALSE(found.better->shown);
  CHECK_FALSE(found.better->subject_key);
}

TEST_CASE("changes: accounts of one group, the whole group or an example") {
  ScoreInput input = look(4, 4);
  input.accounts.push_back(in_domain(shows("t", k), "s0.example"));
  const Changes found = changes(input);
  const Change& emptied = *of(found, Fate::emptied);
  CHECK(emptied.size == 2);
  CHECK(emptied.answer == Answer::corroborated);
}

TEST_CASE("changes: as small as trying every set finds, for random looks") {
  Dice dice(4711);
  unsigned tried = 0;
  while (tried < 400) {
    ScoreInput input = random_look(dice, 5);
    if (input.accounts.size() > 7) continue;
    const Answer answer = score(input).answer;
    if (answer == Answer::revoked || answer == Answer::equivocating) continue;
    ++tried;
    const Changes found = changes(input);
    for (const Fate fate : {Fate::emptied, Fate::unreachable}) {
      INFO(tried << " " << static_cast<int>(fate) << " " << text(answer));
      REQUIRE(size_of(found, fate) == brute_force(input, fate));
    }
  }
}

TEST_CASE("changes: what they say comes true, for random looks") {
  Dice dice(815);
  for (int i = 0; i < 400; ++i) {
    const ScoreInput input = random_look(dice, 6);
    const Changes found = changes(input);
    const Score now = score(input);
    for (const Change& cut : found.cut_off) CHECK(cut.picks.empty());
    if (!found.better) continue;
    REQUIRE_FALSE(found.better->picks.empty());
    ScoreInput altered = input;
    const Speaker key = found.better->shown.value_or(native("N", input.subject.value_or("")));
    for (const Pick& pick : found.better->picks)
      for (std::size_t n = 0; n < pick.count; ++n) {
        AccountEvidence& account = altered.accounts[pick.among[n]];
        alter(account, Fate::emptied, key.key.kind);
        account.proven = {key};
        account.outcome[static_cast<std::size_t>(key.key.kind)] = Outcome::proven;
      }
    CHECK(score(altered).answer == found.better->answer);
    CHECK(now.answer != Answer::confirmed);
  }
}

TEST_CASE("changes: 32 accounts of which no two show the same, an end in sight and at least so many") {
  ScoreInput input = look(32, 32);
  for (std::size_t i = 0; i < 32; ++i) {
    input.accounts[i].observed = {"nobody " + std::to_string(i)};
    input.accounts[i].proven.push_back(keybase("B" + std::to_string(i)));
  }
  const Changes found = changes(input);
  REQUIRE_FALSE(found.cut_off.empty());
  CHECK(found.cut_off[0].size >= 2);
  CHECK(found.cut_off[0].picks.empty());
}

TEST_CASE("changes: the way to a yes cut off, at least so many and no set made up") {
  ScoreInput input = look(32, 0);
  for (std::size_t i = 0; i < 32; ++i) input.accounts[i].proven = {keybase("B" + std::to_string(i))};
  input.subject = alice;
  input.key = k.key;
  const Changes found = changes(input);
  CHECK_FALSE(found.better);
  REQUIRE_FALSE(found.cut_off.empty());
  CHECK(found.cut_off[0].fate == Fate::agreed);
  CHECK(found.cut_off[0].size >= 2);
}

TEST_CASE("changes: 32 accounts in groups, exact") {
  const Report report = sample::crowd();
  const Changes found = changes(score_input(report));
  CHECK(found.cut_off.empty());
  REQUIRE(of(found, Fate::emptied) != nullptr);
  CHECK(of(found, Fate::emptied)->size == 1);
}

TEST_CASE("changes: earlier looks were about another key, only that one can be a yes") {
  ScoreInput input = look(5, 5);
  for (std::size_t i = 0; i < 3; ++i) input.accounts[i].proven = {r};
  const Changes found = changes(input, k);
  REQUIRE(found.better);
  CHECK(found.better->answer == Answer::confirmed);
  CHECK(found.better->subject_key == k);
  CHECK(found.better->size == 2);
  for (const Change& change : found.any) {
    const bool good = change.answer == Answer::confirmed || change.answer == Answer::corroborated;
    CHECK((!good || change.subject_key == k));
  }
  CHECK(changes(input).better->subject_key == r);
}

TEST_CASE("changes: earlier looks were about a key that took over, no yes for the one that it followed") {
  ScoreInput input = look(5, 5);
  input.keys = {{.speaker = k, .joined = {r.key}, .successor = r.key}, {.speaker = r, .joined = {k.key}}};
  REQUIRE(changes(input, r).better);
  CHECK(changes(input, r).better->subject_key == r);
  CHECK_FALSE(changes(input, k).better);
}

}  // namespace quorate
