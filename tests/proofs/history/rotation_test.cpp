#include "proofs/history/pin/rotation.hpp"

#include "tests/proofs/history/life.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

using namespace life;

// Five accounts, key 1 confirmed and pinned at the start.
Life pinned_life() {
  Life life(5);
  life.show_all(statement({.accounts = uris(5)}));
  const Seen seen = life.look(start);
  REQUIRE(life.accept(seen));
  return life;
}

Draft old_key() { return {.seq = 2, .accounts = uris(5), .next = 2}; }
Draft new_key() { return {.key = 2, .accounts = uris(5), .prev = 1}; }

std::string both() { return statement(old_key()) + " " + statement(new_key()); }

unsigned about(const Seen& seen) {
  for (unsigned key = 1; key < 40; ++key)
    if (seen.answer.subject_key && seen.answer.subject_key->key.id == kid_of(key)) return key;
  return 0;
}

// The statements of a chain of hand-overs from key 1 on.
std::vector<std::string> chain(unsigned steps, bool closed = false) {
  std::vector<std::string> all;
  for (unsigned key = 1; key <= steps + 1; ++key) {
    Draft draft{.key = key, .seq = 5, .accounts = uris(5)};
    if (key <= steps) draft.next = key + 1;
    if (key > 1) draft.prev = key - 1;
    if (closed && key == 1) draft.prev = steps + 1;
    if (closed && key == steps + 1) draft.next = 1;
    all.push_back(statement(draft));
  }
  return all;
}

void know(Life& life, const std::vector<std::string>& tokens) {
  for (const std::string& token : tokens) life.history.tokens.push_back(verify_token(token));
}

}  // namespace

TEST_CASE(
    "rotation: next and prev match and both keys together have a quorum, the answer is about the heir") {
  Life life = pinned_life();
  life.show(0, both());
  const Seen seen = life.look(start + day);
  CHECK(about(seen) == 2);
  CHECK(seen.answer.answer == Answer::confirmed);
  CHECK(seen.answer.weight == 5);
  CHECK(seen.answer.rivals.empty());
  CHECK_FALSE(seen.has(ScoreFlag::key_changed));
  CHECK(seen.told(EventKind::rotated));
  CHECK(life.history.pin->speaker == speaker_of(1));
}

TEST_CASE("rotation: without a pin, changes nothing") {
  Life life(5);
  life.show_all(statement({.accounts = uris(5)}));
  life.look(start);
  life.show(0, both());
  const Seen seen = life.look(start + day);
  CHECK(about(seen) == 1);
  CHECK(seen.recall.chain.empty());
}

TEST_CASE("rotation: whatever is missing of its conditions, does not count") {
  struct Case {
    std::string what;
    std::string shown;
  };
  Draft no_next = old_key();
  no_next.next.reset();
  Draft other_next = old_key();
  other_next.next = 3;
  Draft no_prev = new_key();
  no_prev.prev.reset();
  Draft other_prev = new_key();
  other_prev.prev = 3;
  Draft other_subject = new_key();
  other_subject.subject = "mimi://im.example/u/bob";
  Draft superseded = old_key();
  superseded.seq = 3;
  superseded.next.reset();
  Draft earlier_other = old_key();
  earlier_other.seq = 1;
  earlier_other.next = 3;
  earlier_other.accounts = uris(4);
  Draft twice = old_key();
  twice.accounts = uris(4);
  const std::string heir = statement(new_key());
  const std::vector<Case> cases = {
      {"no next", statement(no_next) + " " + heir},
      {"another next", statement(other_next) + " " + heir},
      {"no prev", statement(old_key()) + " " + statement(no_prev)},
      {"another prev", statement(old_key()) + " " + statement(other_prev)},
      {"another subject", statement(old_key()) + " " + statement(other_subject)},
      {"next not in the newest statement", both() + " " + statement(superseded)},
      {"another next in an older statement", both() + " " + statement(earlier_other)},
      {"the old key contradicts itself", both() + " " + statement(twice)},
      {"the old key revoked", both() + " " + revocation(1, start)},
      {"the new key revoked", both() + " " + revocation(2, start)},
  };
  for (const Case& one : cases) {
    INFO(one.what);
    Life life = pinned_life();
    life.show(0, one.shown);
    const Seen seen = life.look(start + day);
    CHECK(seen.recall.chain.size() == 1);
    CHECK(about(seen) == 1);
    CHECK_FALSE(seen.told(EventKind::rotated));
  }
}

TEST_CASE("rotation: a void that was seen once, is remembered") {
  Life life = pinned_life();
  Draft other = old_key();
  other.seq = 2;
  other.next = 3;
  life.show(0, statement(other));
  life.look(start + day);
  Draft now_two = old_key();
  now_two.seq = 3;
  life.show_all(statement(now_two) + " " + statement(new_key()));
  CHECK(life.look(start + 2 * day).recall.chain.size() == 1);
}

TEST_CASE("rotation: both keys short of a quorum of the pinned groups, does not count") {
  Life life = pinned_life();
  life.show(0, both());
  for (const unsigned gone : {3U, 4U}) life.hide(gone);
  const Seen three = life.look(start + day);
  CHECK(three.recall.chain.size() == 1);
  life.show(3, statement(new_key()));
  CHECK(life.look(start + 2 * day).recall.chain.size() == 2);
}

TEST_CASE("rotation: an account that the heir does not list, lends nothing") {
  Life life = pinned_life();
  Draft narrow = new_key();
  narrow.accounts = uris(4);
  life.show(0, statement(old_key()) + " " + statement(narrow));
  const Seen seen = life.look(start + day);
  CHECK(about(seen) == 2);
  CHECK(seen.answer.weight == 4);
}

TEST_CASE("rotation: an account that the old key's newest statement does not list, lends nothing") {
  Life life = pinned_life();
  Draft narrow = old_key();
  narrow.accounts = uris(4);
  life.show(0, statement(narrow) + " " + statement(new_key()));
  life.show(4, badge(4, {.seq = 9, .accounts = {uri_of(4)}}));  // of a newer statement that nobody shows
  const Seen seen = life.look(start + day);
  REQUIRE(about(seen) == 2);
  CHECK(seen.evidence[4].proven == std::vector{speaker_of(1)});
  CHECK(seen.answer.weight == 4);
}

TEST_CASE("rotation: a line of keys without a pin, ends before an heir that is not sound") {
  KeyFacts old{.speaker = speaker_of(1), .successor = speaker_of(2).key};
  KeyFacts heir{.speaker = speaker_of(2)};
  CHECK(chain_of({old, heir}, speaker_of(1)).size() == 2);
  for (const KeyState state : {KeyState::revoked, KeyState::equivocating}) {
    heir.state = state;
    CHECK(chain_of({old, heir}, speaker_of(1)).size() == 1);
  }
}

TEST_CASE("rotation: eight in a row count, nine and a circle do not") {
  for (const unsigned steps : {1U, 2U, 8U}) {
    Life life = pinned_life();
    know(life, chain(steps));
    life.show_all(chain(steps).back());
    const Seen seen = life.look(start + day);
    INFO(steps);
    CHECK(about(seen) == steps + 1);
    CHECK(seen.answer.answer == Answer::confirmed);
    CHECK(seen.answer.rivals.empty());
    REQUIRE(life.accept(seen));
    CHECK(life.history.pin->former.size() == steps);
  }
  Life longer = pinned_life();
  know(longer, chain(9));
  longer.show_all(chain(9).back());
  CHECK(longer.look(start + day).recall.chain.size() == 1);
  Life circle = pinned_life();
  know(circle, chain(3, true));
  CHECK(circle.look(start + day).recall.chain.size() == 1);
}

TEST_CASE("rotation: twice within a short time, all three keys count together and for the last one") {
  Life life = pinned_life();
  know(life, chain(2));
  life.show(0, chain(2)[2]);
  life.show(1, chain(2)[1]);
  life.hide(2);
  const Seen seen = life.look(start + day);
  CHECK(about(seen) == 3);
  CHECK(seen.answer.weight == 4);
  life.hide(3);
  CHECK(life.look(start + 2 * day).recall.chain.size() == 1);
}

TEST_CASE("rotation: auto_rotate, pins the heir after seven days and not before") {
  Life life = pinned_life();
  life.rules.repinning = Repinning::with_rotation;
  life.show(0, both());
  life.look(start + day);
  CHECK_FALSE(life.look(start + 8 * day - 1).told(EventKind::repinned));
  CHECK(life.history.pin->speaker == speaker_of(1));
  CHECK(life.look(start + 8 * day).told(EventKind::repinned));
  CHECK(life.history.pin->speaker == speaker_of(2));
  CHECK(life.history.pin->former == std::vector{kid_of(1)});
  CHECK(about(life.look(start + 9 * day)) == 2);
}

TEST_CASE("rotation: without auto_rotate, no time pins the heir; accept does") {
  Life life = pinned_life();
  life.show(0, both());
  Seen seen = life.look(start + day);
  for (unsigned i = 2; i < 60; ++i) seen = life.look(start + i * day);
  CHECK(life.history.pin->speaker == speaker_of(1));
  REQUIRE(life.accept(seen));
  CHECK(life.history.pin->speaker == speaker_of(2));
  CHECK(life.history.pin->former == std::vector{kid_of(1)});
}

TEST_CASE("rotation: the old key revoked within the seven days, the pin stays and is revoked") {
  Life life = pinned_life();
  life.rules.repinning = Repinning::with_rotation;
  life.show(0, both());
  life.look(start + day);
  life.show(1, revocation(1, start + 2 * day));
  const Seen seen = life.look(start + 9 * day);
  CHECK(life.history.pin->speaker == speaker_of(1));
  CHECK(seen.answer.answer == Answer::revoked);
}

TEST_CASE("rotation: one look at which it does not count, begins the seven days anew") {
  Life life = pinned_life();
  life.rules.repinning = Repinning::with_rotation;
  life.show(0, both());
  life.look(start + day);
  for (const unsigned down : {2U, 3U}) life.take_down(down);
  life.look(start + 5 * day);
  for (const unsigned up : {2U, 3U}) life.bring_up(up);
  life.look(start + 6 * day);
  CHECK_FALSE(life.look(start + 9 * day).told(EventKind::repinned));
  CHECK(life.look(start + 13 * day).told(EventKind::repinned));
}

TEST_CASE("rotation: a policy's small quorum, does not make it easier; a large one harder") {
  Life life = pinned_life();
  life.quorum.quorum = 2;
  life.show(0, both());
  for (const unsigned gone : {3U, 4U}) life.hide(gone);
  CHECK(life.look(start + day).recall.chain.size() == 1);
  life.show(3, statement(new_key()));
  CHECK(life.look(start + 2 * day).recall.chain.size() == 2);
  life.quorum.quorum = 5;
  CHECK(life.look(start + 3 * day).recall.chain.size() == 1);
}

}  // namespace quorate
