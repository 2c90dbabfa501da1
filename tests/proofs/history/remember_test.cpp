#include "proofs/history/remember.hpp"

#include "proofs/history/file/write.hpp"
#include "tests/proofs/history/life.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

using namespace life;

Life whole(unsigned count = 5) {
  Life life(count);
  life.show_all(statement({.accounts = uris(count)}));
  return life;
}

Life pinned_life(unsigned count = 5) {
  Life life = whole(count);
  REQUIRE(life.accept(life.look(start)));
  return life;
}

}  // namespace

TEST_CASE("remember: an outage is no removal, and a removal is no outage") {
  Life life = whole();
  life.look(start);
  life.take_down(0);
  Seen seen = life.look(start + day);
  CHECK_FALSE(seen.told(EventKind::proof_removed));
  REQUIRE(seen.hindsight.unseen.size() == 1);
  CHECK(seen.hindsight.unseen[0].last_seen == start);
  CHECK(seen.hindsight.vanished.empty());
  life.bring_up(0);
  life.hide(0);
  seen = life.look(start + 2 * day);
  CHECK(seen.told(EventKind::proof_removed));
  life.take_down(0);
  seen = life.look(start + 3 * day);
  CHECK(seen.hindsight.unseen.empty());
  REQUIRE(seen.hindsight.vanished.size() == 1);
  CHECK(seen.hindsight.vanished[0].last_seen == start);
  CHECK(seen.hindsight.vanished[0].gone_since == start + 2 * day);
}

TEST_CASE("remember: age of the quorum, ended by one look without it") {
  Life life = whole();
  life.look(start);
  Seen seen = life.look(start + 10 * day);
  CHECK(seen.hindsight.quorum_since == start);
  CHECK(seen.hindsight.quorum_looks == 2);
  for (const unsigned down : {0U, 1U}) life.take_down(down);
  seen = life.look(start + 11 * day);
  CHECK_FALSE(seen.hindsight.quorum_since);
  CHECK_FALSE(seen.told(EventKind::quorum_lost));
  for (const unsigned up : {0U, 1U}) life.bring_up(up);
  seen = life.look(start + 12 * day);
  CHECK(seen.hindsight.quorum_since == start + 12 * day);
  for (const unsigned gone : {0U, 1U}) life.hide(gone);
  CHECK(life.look(start + 13 * day).told(EventKind::quorum_lost));
}

TEST_CASE("remember: a badge whose statement nobody shows any more, counts while that is in date") {
  Life life(3);
  const Draft all{.accounts = uris(3), .days = 30};
  life.show_all(statement(all));
  life.look(start);
  for (unsigned i = 0; i < 3; ++i) life.show(i, badge(i, all));
  CHECK(life.look(start + day).answer.weight == 3);
  CHECK(life.look(start + 40 * day).answer.weight == 0);
}

TEST_CASE("remember: two statements of one number shown at different times, equivocating") {
  Life life = whole(4);
  life.look(start);
  life.show(0, statement({.accounts = uris(3)}));
  life.hide(1), life.hide(2), life.hide(3);
  const Seen seen = life.look(start + day);
  CHECK(seen.told(EventKind::equivocating));
  CHECK(seen.answer.answer == Answer::equivocating);
  CHECK(seen.judgement.keys[0].proof.size() == 2);
  life.show_all(statement({.accounts = uris(4)}));
  CHECK(life.look(start + 2 * day).answer.answer == Answer::equivocating);
}

TEST_CASE("remember: a judgement that did not know the history's tokens, takes none of them away") {
  Life life = pinned_life();
  life.show(0, statement({.seq = 2, .accounts = uris(5)}) + " " + revocation(1, start));
  Seen seen = life.look(start + day);
  seen.judgement.lasting.clear();
  const Look look{seen.judgement, seen.evidence, seen.recall, seen.plain, start + 2 * day};
  const Remembered next = remember(life.history, look, life.rules);
  REQUIRE(next.history.tokens.size() == life.history.tokens.size());
  CHECK(life.history.tokens.size() == 2);
}

TEST_CASE("remember: the clock stands before the last look, no time counts and changes are told") {
  Life life = pinned_life();
  life.look(start + 10 * day);
  Seen seen = life.look(start + 5 * day);
  CHECK(seen.told_kinds() == "clock back");
  CHECK(seen.hindsight.clock == ClockState::back);
  CHECK(life.history.looks == 3);
  CHECK(life.history.last_look == start + 10 * day);
  life.show(0, revocation(1, start));
  seen = life.look(start + 5 * day);
  CHECK(seen.answer.answer == Answer::revoked);
  CHECK(seen.told(EventKind::revoked));
  CHECK(seen.told(EventKind::quorum_lost));
  CHECK(seen.told(EventKind::clock_back));
  CHECK(life.history.last_look == start + 10 * day);
  life.show(0, statement({.accounts = uris(5)}));
  CHECK(life.look(start + 11 * day).answer.answer == Answer::revoked);
}

TEST_CASE("remember: another key takes over while the clock stands before the last look, is told at once") {
  Life life = pinned_life();
  life.look(start + 300 * day);
  life.show_all(statement({.key = 2, .accounts = uris(5)}));
  const Seen seen = life.look(start + 2 * day);
  for (const EventKind kind : {EventKind::proof_removed, EventKind::quorum_lost, EventKind::key_changed})
    CHECK(seen.told(kind));
  CHECK(seen.answer.answer == Answer::contested);
  for (unsigned look = 3; look < 30; ++look) {
    const Seen later = life.look(start + look * day);
    CHECK_FALSE(later.told(EventKind::replacement_offered));
    CHECK(later.told_kinds() == "clock back");
  }
}

TEST_CASE("remember: a key that was never held outweighs the held one, events name each by its part") {
  Life life = whole();
  life.look(start);
  for (unsigned i = 0; i < 3; ++i) life.show(i, statement({.key = 2, .accounts = uris(5)}));
  const Seen seen = life.look(start + day);
  const auto key_of = [&](EventKind kind) {
    for (const Event& event : seen.events)
      if (event.kind == kind) return event.speaker->key.id;
    return std::string("not told");
  };
  CHECK(key_of(EventKind::rival) == kid_of(2));
  CHECK(key_of(EventKind::quorum_lost) == kid_of(1));
  CHECK(key_of(EventKind::key_changed) == kid_of(2));
}

TEST_CASE("remember: a clock that stands a little behind, is a clock") {
  Life life = whole();
  life.look(start);
  const Seen seen = life.look(start - clock_tolerance);
  CHECK(seen.hindsight.clock == ClockState::forward);
  CHECK(life.history.last_look == start);
  CHECK(life.history.looks == 2);
}

TEST_CASE("remember: a proof that went as another key came, says so") {
  Life life = whole();
  life.look(start);
  life.show(0, statement({.key = 2, .accounts = uris(5)}));
  const Seen seen = life.look(start + day);
  REQUIRE(seen.told(EventKind::proof_removed));
  for (const Event& event : seen.events)
    if (event.kind == EventKind::proof_removed)
      CHECK(event.detail == "key " + kid_of(2) + " is proven there now");
}

TEST_CASE("clock: so far ahead of the last look that nobody stays away so long, refused") {
  Life life = whole();
  CHECK(check_clock(life.history, start + 4000 * day, life.rules));
  life.look(start);
  CHECK(check_clock(life.history, start + 400 * day, life.rules));
  const auto ahead = check_clock(life.history, start + 401 * day, life.rules);
  REQUIRE_FALSE(ahead);
  CHECK(ahead.error().code == Code::bad_config);
  CHECK(ahead.error().detail.find("401 days after the last look, which was on 2026-09-21") !=
        std::string::npos);
  CHECK(check_clock(life.history, start - 4000 * day, life.rules));
}

TEST_CASE("remember: the order of the accounts, changes nothing") {
  Life life = pinned_life();
  life.show(1, statement({.key = 5, .accounts = uris(5)}));
  life.show(2, statement({.seq = 2, .accounts = uris(5), .next = 3}));
  life.show(3, statement({.key = 3, .accounts = uris(5), .prev = 1}));
  life.take_down(4);
  Seen first;
  const Remembered expected = life.glance(start + day, first);
  std::vector<unsigned> order = {0, 1, 2, 3, 4};
  do {
    life.order = order;
    Seen seen;
    const Remembered got = life.glance(start + day, seen);
    CHECK(write_history(got.history) == write_history(expected.history));
    CHECK(got.events == expected.events);
    CHECK(seen.answer == first.answer);
  } while (std::next_permutation(order.begin(), order.end()));
}

TEST_CASE("pin: another key everywhere, contested and never about the other one") {
  Life life = pinned_life();
  life.show_all(statement({.key = 2, .accounts = uris(5)}));
  const Seen seen = life.look(start + day);
  CHECK(seen.answer.answer == Answer::contested);
  CHECK(seen.answer.subject_key == speaker_of(1));
  CHECK(seen.has(ScoreFlag::key_changed));
  CHECK(seen.has(ScoreFlag::regressed));
  CHECK(seen.told(EventKind::key_changed));
}

TEST_CASE("pin: without one another key everywhere, contested until it is accepted by its name") {
  Life life = whole();
  life.look(start);
  life.show_all(statement({.key = 2, .accounts = uris(5)}));
  Seen seen = life.look(start + day);
  CHECK(seen.plain.answer == Answer::confirmed);
  CHECK(seen.answer.answer == Answer::contested);
  CHECK(seen.answer.subject_key == speaker_of(2));
  CHECK(seen.has(ScoreFlag::key_changed));
  seen = life.look(start + 100 * day);
  CHECK(seen.has(ScoreFlag::key_changed));
  CHECK_FALSE(seen.told(EventKind::key_changed));
  CHECK_FALSE(life.accept(seen));
  REQUIRE(life.accept(seen, speaker_of(2).key));
  seen = life.look(start + 101 * day);
  CHECK(seen.answer.answer == Answer::confirmed);
  CHECK_FALSE(seen.has(ScoreFlag::key_changed));
  CHECK_FALSE(seen.has(ScoreFlag::regressed));
}

TEST_CASE("pin: without one the key is revoked and nothing shows another, revoked") {
  Life life = whole();
  life.look(start);
  life.show(0, revocation(1, start));
  Seen seen = life.look(start + day);
  CHECK(seen.plain.answer == Answer::insufficient);
  CHECK(seen.answer.answer == Answer::revoked);
  CHECK(seen.answer.subject_key == speaker_of(1));
  CHECK(seen.answer.keys.front().speaker == speaker_of(1));
  life.show_all(statement({.key = 2, .accounts = uris(5)}));
  seen = life.look(start + 2 * day);
  CHECK(seen.answer.answer == Answer::contested);
  CHECK(seen.has(ScoreFlag::key_changed));
}

TEST_CASE("pin: without one another key that the contact names, confirmed and flagged") {
  Life life = whole();
  life.look(start);
  life.show_all(statement({.key = 2, .accounts = uris(5)}));
  life.key = speaker_of(2).key;
  const Seen seen = life.look(start + day);
  CHECK(seen.answer.answer == Answer::confirmed);
  CHECK(seen.has(ScoreFlag::key_changed));
}

TEST_CASE("pin: without one a rotation everywhere, confirmed") {
  Life life = whole();
  life.look(start);
  life.show(0, statement({.seq = 2, .accounts = uris(5), .next = 2}));
  for (unsigned i = 1; i < 5; ++i) life.show(i, statement({.key = 2, .accounts = uris(5), .prev = 1}));
  const Seen seen = life.look(start + day);
  CHECK(seen.answer.answer == Answer::confirmed);
  CHECK(seen.answer.subject_key == speaker_of(2));
  CHECK_FALSE(seen.has(ScoreFlag::key_changed));
}

TEST_CASE("pin: the pinned key for somebody else, contested") {
  Life life(5);
  life.subject.reset();
  life.show_all(statement({.accounts = uris(5)}));
  REQUIRE(life.accept(life.look(start)));
  life.show_all(statement({.seq = 2, .accounts = uris(5), .subject = "mimi://im.example/u/bob"}));
  const Seen seen = life.look(start + day);
  CHECK(seen.plain.answer == Answer::confirmed);
  CHECK(seen.answer.answer == Answer::contested);
  CHECK(seen.has(ScoreFlag::key_changed));
}

TEST_CASE(
    "pin: another key with a quorum, offered after fourteen days and eight looks, and no more than that") {
  Life life = pinned_life();
  life.show_all(statement({.key = 2, .accounts = uris(5)}));
  for (unsigned i = 1; i <= 7; ++i)
    CHECK_FALSE(life.look(start + i * 3 * day).told(EventKind::replacement_offered));
  Seen seen = life.look(start + 24 * day);
  CHECK(seen.told(EventKind::replacement_offered));
  REQUIRE(seen.hindsight.offer);
  CHECK(seen.hindsight.offer->speaker == speaker_of(2));
  CHECK(life.history.pin->speaker == speaker_of(1));
  CHECK(seen.answer.answer == Answer::contested);
  CHECK_FALSE(life.look(start + 25 * day).told(EventKind::replacement_offered));

  Life hasty = pinned_life();
  hasty.show_all(statement({.key = 2, .accounts = uris(5)}));
  for (unsigned i = 1; i <= 14; ++i)
    CHECK_FALSE(hasty.look(start + i * day).told(EventKind::replacement_offered));
  CHECK(hasty.look(start + 15 * day).told(EventKind::replacement_offered));
}

TEST_CASE("pin: one look at which the other key has no quorum, begins the wait anew") {
  Life life = pinned_life();
  const std::string other = statement({.key = 2, .accounts = uris(5)});
  life.show_all(other);
  for (unsigned i = 1; i <= 14; ++i) life.look(start + i * day);
  for (const unsigned down : {0U, 1U}) life.take_down(down);
  life.look(start + 15 * day);
  for (const unsigned up : {0U, 1U}) life.bring_up(up);
  for (unsigned i = 16; i <= 29; ++i)
    CHECK_FALSE(life.look(start + i * day).told(EventKind::replacement_offered));
  CHECK(life.look(start + 30 * day).told(EventKind::replacement_offered));
}

TEST_CASE("accept: what may be pinned and what not") {
  Life life = whole();
  for (const unsigned gone : {2U, 3U, 4U}) life.hide(gone);
  Seen weak = life.look(start);
  CHECK(weak.answer.answer == Answer::corroborated);
  CHECK_FALSE(life.accept(weak));
  CHECK_FALSE(life.accept(weak, speaker_of(2).key));
  CHECK(life.accept(weak, speaker_of(1).key));
  life.show(0, revocation(1, start));
  const Seen revoked = life.look(start + day);
  CHECK_FALSE(life.accept(revoked));
  CHECK_FALSE(life.accept(revoked, speaker_of(1).key));
}

TEST_CASE("accept: forgets what vanished before") {
  Life life = pinned_life();
  life.hide(4);
  const Seen seen = life.look(start + day);
  CHECK(seen.has(ScoreFlag::regressed));
  REQUIRE(life.accept(seen));
  CHECK_FALSE(life.look(start + 2 * day).has(ScoreFlag::regressed));
}

TEST_CASE("check contact: another subject or no account in common, refused") {
  Life life = whole();
  const auto accounts = [](const std::vector<std::string>& list) {
    std::vector<Account> all;
    for (const std::string& uri : list) all.push_back(Account::parse(uri).value());
    return all;
  };
  CHECK(check_contact(life.history, "mimi://im.example/u/bob", accounts(uris(1))));
  life.look(start);
  CHECK(check_contact(life.history, alice, accounts(uris(1))));
  CHECK_FALSE(check_contact(life.history, "mimi://im.example/u/bob", accounts(uris(5))));
  CHECK_FALSE(check_contact(life.history, std::nullopt, accounts(uris(5))));
  CHECK_FALSE(check_contact(life.history, alice, accounts({"https://bob.example/"})));
}

}  // namespace quorate
