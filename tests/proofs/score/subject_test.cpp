#include "proofs/score/score.hpp"
#include "tests/proofs/score/cases.hpp"
#include "tests/show.hpp"

namespace quorate {

TEST_CASE("score: two keys with the same largest W, contested and no subject key") {
  ScoreInput input = look(4, 2);
  input.accounts[2] = shows("s2", r);
  input.accounts[3] = shows("s3", r);
  const Score s = score(input);
  CHECK(s.answer == Answer::contested);
  CHECK(has(s, ScoreFlag::tie));
  CHECK_FALSE(s.subject_key);
  CHECK(s.rivals.size() == 2);
  CHECK(s.weight == 0);
  input.key = r.key;
  CHECK(score(input).subject_key == r);
  CHECK_FALSE(has(score(input), ScoreFlag::tie));
}

TEST_CASE("score: a lone account in conflict, contested by a tie") {
  ScoreInput input;
  input.accounts = {conflicted("s0", k, r)};
  const Score s = score(input);
  CHECK(s.answer == Answer::contested);
  CHECK(has(s, ScoreFlag::tie));
}

TEST_CASE("score: a key that only discovered accounts show, never the subject key") {
  ScoreInput input = look(4, 0);
  for (int i = 0; i < 4; ++i) input.accounts.push_back(discovered(shows("d" + std::to_string(i), r)));
  CHECK_FALSE(score(input).subject_key);
  input.accounts[0] = shows("s0", k);
  CHECK(score(input).subject_key == k);
}

TEST_CASE("score: the contact's key revoked, revoked before all else") {
  ScoreInput input = look(4, 4);
  input.key = k.key;
  input.keys = {facts(k, KeyState::revoked)};
  CHECK(score(input).answer == Answer::revoked);
  CHECK(score(input).weight == 0);
  input.keys = {facts(native("K", "https://other.example/"), KeyState::revoked)};
  CHECK(score(input).answer == Answer::revoked);
}

TEST_CASE("score: revoked key that is not the subject key, listed and changes nothing") {
  ScoreInput input = look(4, 3);
  input.accounts[0].proven.push_back(r);
  input.accounts[3] = shows("s3", r);
  input.keys = {facts(r, KeyState::revoked)};
  const Score s = score(input);
  CHECK(s.answer == Answer::confirmed);
  CHECK(s.flags.empty());
  CHECK(s.subject_key == k);
  REQUIRE(s.keys.size() == 2);
  CHECK(s.keys[1].state == KeyState::revoked);
  CHECK(s.keys[1].weight == 0);
}

TEST_CASE("score: every account shows a revoked key and the contact names none, no subject key") {
  ScoreInput input = look(4, 4);
  input.keys = {facts(k, KeyState::revoked)};
  CHECK_FALSE(score(input).subject_key);
  CHECK(score(input).answer == Answer::insufficient);
}

TEST_CASE("score: the subject key equivocates, equivocating") {
  ScoreInput input = look(4, 4);
  input.keys = {facts(k, KeyState::equivocating)};
  CHECK(score(input).answer == Answer::equivocating);
  input.key = k.key;
  CHECK(score(input).answer == Answer::equivocating);
  input.keys.push_back(facts(k, KeyState::revoked));
  CHECK(score(input).answer == Answer::revoked);
}

TEST_CASE(
    "score: equivocating key that is not the subject key, no rival, but spoils a group that it shares") {
  ScoreInput input = look(6, 4);
  input.accounts[5] = shows("s5", r);
  input.keys = {facts(r, KeyState::equivocating)};
  CHECK(score(input).answer == Answer::confirmed);
  CHECK(score(input).flags.empty());
  input.accounts[3].proven.push_back(r);
  const Score s = score(input);
  CHECK(s.weight == 3);
  CHECK(s.answer == Answer::corroborated);
}

TEST_CASE("score: equivocating key of the same W, the sound one is the subject key") {
  ScoreInput input = look(4, 2);
  input.accounts[2] = shows("s2", native("A"));
  input.accounts[3] = shows("s3", native("A"));
  input.keys = {facts(native("A"), KeyState::equivocating)};
  CHECK(score(input).subject_key == k);
  CHECK(score(input).answer == Answer::corroborated);
  input.accounts[1] = shows("s1", native("A"));
  CHECK(score(input).answer == Answer::equivocating);
}

TEST_CASE("score: the contact names K and another key reaches t, contested with key_changed") {
  ScoreInput input = look(4, 0);
  input.key = k.key;
  for (unsigned i = 0; i < 3; ++i) input.accounts[i] = shows("s" + std::to_string(i), r);
  input.accounts[3] = shows("s3", k);
  const Score s = score(input);
  CHECK(s.answer == Answer::contested);
  CHECK(has(s, ScoreFlag::key_changed));
  CHECK(s.subject_key == k);
  CHECK(s.margin_rival == -2);
  input.accounts[2] = silent("s2");
  CHECK(score(input).answer == Answer::contested);
  CHECK_FALSE(has(score(input), ScoreFlag::key_changed));
}

TEST_CASE("score: another key reaches t over groups only or over domains only, key_changed") {
  ScoreInput input = look(6, 0);
  input.key = k.key;
  for (unsigned i = 0; i < 4; ++i) input.accounts[i] = shows("s" + std::to_string(i), r);
  input.accounts[0].group = input.accounts[1].group = "op";
  CHECK(score(input).rivals[0].weight == 3);
  CHECK(has(score(input), ScoreFlag::key_changed));
  input = look(6, 0);
  input.key = k.key;
  for (unsigned i = 0; i < 3; ++i) input.accounts[i] = shows("s" + std::to_string(i), r);
  for (unsigned i = 3; i < 6; ++i) input.accounts[i].group = "op";
  CHECK(has(score(input), ScoreFlag::key_changed));
}

TEST_CASE("score: the contact names a key that nothing shows, the answer is about that key") {
  ScoreInput input = look(4, 0, 3);
  input.subject = alice;
  input.key = KeyName{KeyKind::native, "X"};
  const Score s = score(input);
  CHECK(s.answer == Answer::undecided);
  CHECK(s.subject_key == native("X"));
  CHECK(s.keys.size() == 1);
  input.accounts[3] = shows("s3", r);
  CHECK(score(input).answer == Answer::contested);
  CHECK(score(look(4, 0)).keys.empty());
}

TEST_CASE("score: keys that a rotation joins, no rivals; unless only one of them says so") {
  ScoreInput input = look(4, 3);
  input.accounts[0].proven.push_back(r);
  input.accounts[3] = shows("s3", r);
  input.keys = {facts(k), facts(r)};
  input.keys[0].joined = {r.key};
  CHECK(score(input).keys[0].weight == 2);
  CHECK(score(input).answer == Answer::contested);
  input.keys[1].joined = {k.key};
  const Score s = score(input);
  CHECK(s.weight == 3);
  CHECK(s.answer == Answer::confirmed);
  CHECK(s.rivals.empty());
  CHECK(s.flags.empty());
  CHECK(s.keys[1].weight == 2);
}

TEST_CASE("score: keys that a rotation joins with the same weight, the successor leads") {
  ScoreInput input = look(4, 3);
  for (int i = 0; i < 3; ++i) input.accounts[i].proven.push_back(r);
  input.keys = {facts(k), facts(r)};
  input.keys[0].joined = {r.key};
  input.keys[1].joined = {k.key};
  CHECK(score(input).flags == std::vector{ScoreFlag::tie});
  input.keys[0].successor = r.key;
  const Score s = score(input);
  CHECK(s.answer == Answer::confirmed);
  CHECK(s.subject_key == r);
  input.keys[1].successor = k.key;
  CHECK(score(input).answer == Answer::contested);
  input.keys[1].successor.reset();
  input.keys[1].joined.clear();
  CHECK(score(input).answer == Answer::contested);
}

TEST_CASE("score: one group replays the key that was handed over, the successor leads as long as it reaches t") {
  ScoreInput input = look(7, 7);
  for (int i = 0; i < 6; ++i) input.accounts[i].proven.push_back(r);
  input.keys = {facts(k), facts(r)};
  input.keys[0].joined = {r.key};
  input.keys[0].successor = r.key;
  input.keys[1].joined = {k.key};
  CHECK(score(input).subject_key == r);
  CHECK(score(input).weight == 6);
  CHECK(score(input).answer == Answer::confirmed);
  input.accounts[5].proven = {k};
  CHECK(score(input).subject_key == r);
  input.accounts[4].proven = {k};
  CHECK(score(input).subject_key == k);
  input.accounts[4].proven = input.accounts[5].proven = {k, r};
  input.keys[1].state = KeyState::equivocating;
  CHECK(score(input).subject_key == k);
  input.keys[1].state = KeyState::sound;
  input.keys[1].joined.clear();
  CHECK(score(input).weight == 1);
}

TEST_CASE("score: a successor that contradicts itself, does not lead by reaching t") {
  for (const auto& [old, heir] : {std::pair(k, r), std::pair(r, k)}) {
    ScoreInput input = look(7, 0);
    for (AccountEvidence& account : input.accounts) account.proven = {old};
    for (int i = 0; i < 6; ++i) input.accounts[i].proven.push_back(heir);
    input.keys = {facts(old), facts(heir, KeyState::equivocating)};
    input.keys[0].joined = {heir.key};
    input.keys[0].successor = heir.key;
    input.keys[1].joined = {old.key};
    CHECK(score(input).subject_key == old);
    CHECK(score(input).answer == Answer::confirmed);
  }
}

TEST_CASE("score: joined keys with the same weight of which one equivocates, the sound one leads") {
  ScoreInput input = look(4, 3);
  for (int i = 0; i < 3; ++i) input.accounts[i].proven.push_back(r);
  for (const bool first : {true, false}) {
    input.keys = {facts(k, first ? KeyState::equivocating : KeyState::sound),
                  facts(r, first ? KeyState::sound : KeyState::equivocating)};
    input.keys[0].joined = {r.key};
    input.keys[1].joined = {k.key};
    CHECK(score(input).subject_key == (first ? r : k));
    CHECK(score(input).answer == Answer::confirmed);
  }
}

TEST_CASE("score: a successor that nothing joins, does not lead") {
  ScoreInput input = look(4, 2);
  input.accounts[2] = shows("s2", r);
  input.accounts[3] = shows("s3", r);
  input.keys = {facts(k, KeyState::equivocating), facts(r, KeyState::equivocating)};
  input.keys[0].joined = {r.key};
  input.keys[0].successor = r.key;
  CHECK(has(score(input), ScoreFlag::tie));
  input.keys[1].joined = {k.key};
  CHECK(score(input).subject_key == r);
}

TEST_CASE("score: a join for one subject, does not join the keys for another") {
  ScoreInput input = look(4, 3);
  const Speaker other = native("R", "https://other.example/");
  input.accounts[3] = shows("s3", other);
  input.keys = {facts(k), facts(r)};
  input.keys[0].joined = {r.key};
  input.keys[1].joined = {k.key};
  const Score s = score(input);
  REQUIRE(s.rivals.size() == 1);
  CHECK(s.rivals[0].speaker == other);
}

TEST_CASE("score: contact with a subject, only native keys that speak for it are heard") {
  ScoreInput input = look(4, 3);
  const Speaker stranger = native("S", "https://other.example/");
  input.accounts[0].proven.push_back(stranger);
  input.accounts[3] = shows("s3", stranger);
  CHECK(score(input).keys[0].weight == 2);
  CHECK(score(input).answer == Answer::contested);
  input.subject = alice;
  const Score s = score(input);
  CHECK(s.weight == 3);
  CHECK(s.answer == Answer::confirmed);
  CHECK(s.flags.empty());
  input.key = stranger.key;
  CHECK(score(input).subject_key == native("S"));
  CHECK(score(input).weight == 0);
}

TEST_CASE("score: one key for two subjects and none in the contact, two that are scored and no rivals") {
  ScoreInput input = look(4, 3);
  const Speaker other = native("K", "https://other.example/");
  input.accounts[0].proven.push_back(other);
  input.accounts[3] = shows("s3", other);
  const Score s = score(input);
  CHECK(s.answer == Answer::confirmed);
  CHECK(s.subject_key == k);
  CHECK(s.weight == 3);
  CHECK(s.flags.empty());
  input.accounts[2] = shows("s2", other);
  input.accounts[0] = shows("s0", k);
  CHECK(score(input).answer == Answer::contested);
  CHECK(has(score(input), ScoreFlag::tie));
  input.key = k.key;
  CHECK(has(score(input), ScoreFlag::tie));
  input.subject = alice;
  CHECK(score(input).subject_key == k);
}

TEST_CASE("score: a Keybase key beside a native one, scored apart and no rival") {
  const Speaker b = keybase("B");
  ScoreInput input;
  for (const char* name : {"s0", "s1", "s2", "s3"}) input.accounts.push_back(shows(name, b));
  CHECK(score(input).answer == Answer::confirmed);
  CHECK(score(input).subject_key == b);
  input.accounts[0].proven.push_back(k);
  input.accounts[0].outcome[0] = Outcome::proven;
  const Score s = score(input);
  CHECK(s.subject_key == k);
  CHECK(s.weight == 1);
  CHECK(s.answer == Answer::insufficient);
  CHECK(s.rivals.empty());
  CHECK(s.keys[1].weight == 4);
  input.key = b.key;
  CHECK(score(input).answer == Answer::confirmed);
  CHECK(score(input).flags.empty());
}

TEST_CASE("score: native keys only in conflict, a Keybase key may speak") {
  const Speaker b = keybase("B");
  ScoreInput input;
  for (const char* name : {"s0", "s1", "s2"}) input.accounts.push_back(shows(name, b));
  input.accounts.push_back(conflicted("s3", k, r));
  CHECK(score(input).subject_key == b);
  CHECK(score(input).answer == Answer::confirmed);
}

TEST_CASE("score: contact with a subject, a Keybase key only where the contact names it") {
  const Speaker b = keybase("B");
  ScoreInput input;
  for (const char* name : {"s0", "s1", "s2", "s3"}) input.accounts.push_back(shows(name, b));
  input.subject = alice;
  CHECK_FALSE(score(input).subject_key);
  CHECK(score(input).answer == Answer::insufficient);
  input.key = b.key;
  CHECK(score(input).subject_key == b);
  CHECK(score(input).answer == Answer::confirmed);
}

TEST_CASE("score: the contact's key for two subjects, both at t: a tie, and no other key") {
  ScoreInput input = look(4, 3);
  for (int i = 0; i < 3; ++i) input.accounts[i].proven.push_back(native("K", "https://other.example/"));
  input.key = k.key;
  CHECK(score(input).answer == Answer::contested);
  CHECK(score(input).flags == std::vector{ScoreFlag::tie});
  CHECK(score(input).rivals.size() == 2);
  input.accounts[3] = shows("s3", r);
  CHECK(score(input).rivals.size() == 3);
}

TEST_CASE(
    "score: the contact's key only in conflict, and a discovered account that shows it for another subject") {
  ScoreInput input;
  const Speaker shown = native("K", "u:later");
  input.key = shown.key;
  input.accounts = {conflicted("s0", shown, r)};
  const Score before = score(input);
  input.accounts.push_back(discovered(shows("d", native("K", "u:earlier"))));
  CHECK(score(input).subject_key == shown);
  CHECK(score(input).group_scores == before.group_scores);
  CHECK(score(input).answer == before.answer);
}

}  // namespace quorate
