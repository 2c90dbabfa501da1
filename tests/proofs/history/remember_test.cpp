#include "proofs/history/file/write.hpp"
#include "proofs/history/remember.hpp"
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

TEST_CASE("remember: the clock stands before the last look, only tokens are learned") {
  Life life = pinned_life();
  life.look(start + 10 * day);
  const std::string before = write_history(life.history);
  Seen seen = life.look(start + 5 * day);
  CHECK(seen.told_kinds() == "clock back");
  CHECK(seen.hindsight.clock == ClockState::back);
  CHECK(write_history(life.history) == before);
  life.show(0, revocation(1, start));
  seen = life.look(start + 5 * day);
  CHECK(seen.answer.answer == Answer::revoked);
  CHECK(seen.told_kinds() == "revoked, clock back");
  CHECK(life.history.looks == 2);
  CHECK(life.history.last_look == start + 10 * day);
  life.show(0, statement({.accounts = uris(5)}));
  CHECK(life.look(start + 11 * day).answer.answer == Answer::revoked);
}

TEST_CASE("remember: a clock that stands a little behind, is a clock") {
  Life life = whole();
  life.look(start);
  const Seen seen = life.look(start - clock_tolerance);
  CHECK(seen.hindsight.clock == ClockState::forward);
  CHECK(life.history.last_look == start);
  CHECK(life.history.looks == 2);
}

TEST_CASE("remember: hostile accounts show ever new keys, what is held stays remembered") {
  Life life = pinned_life(7);
  life.rules.remembered_keys = 4;
  for (unsigned i = 1; i < 60; ++i) {
    for (const unsigned hostile : {5U, 6U})
      life.show(hostile, statement({.key = 10 + 2 * i + hostile, .accounts = uris(7)}));
    const Seen seen = life.look(start + i * day);
    CHECK(seen.answer.answer == Answer::confirmed);
    CHECK(life.history.keys.size() <= 9);  // two shares of four, and the pinned key
    CHECK(life.history.tokens.size() <= 9);
    REQUIRE(find_key(life.history, speaker_of(1)) != nullptr);
    CHECK(find_key(life.history, speaker_of(1))->quorum_looks == i + 1);
  }
}

TEST_CASE("remember: a revocation of which no statement was seen, the key stays revoked") {
  Life life(4);
  life.show(0, revocation(5, start - day));
  Seen seen = life.look(start);
  CHECK(seen.answer.answer == Answer::insufficient);
  REQUIRE(life.history.tokens.size() == 1);
  REQUIRE(find_key(life.history, speaker_of(5)) != nullptr);
  CHECK(find_key(life.history, speaker_of(5))->state == KeyState::revoked);
  life.show_all(statement({.key = 5, .accounts = uris(4)}));
  seen = life.look(start + day);
  CHECK(seen.answer.weight == 0);
  CHECK(seen.answer.answer == Answer::insufficient);
  CHECK_FALSE(life.accept(seen));
  life.key = speaker_of(5).key;
  seen = life.look(start + 2 * day);
  CHECK(seen.answer.answer == Answer::revoked);
  CHECK_FALSE(life.accept(seen, life.key));
}

TEST_CASE(
    "remember: a revocation beside another key that is confirmed, kept and without effect on that key") {
  Life life = whole();
  life.show(4, revocation(5, start - day));
  const Seen seen = life.look(start);
  CHECK(seen.answer.answer == Answer::confirmed);
  CHECK(seen.answer.weight == 4);
  CHECK(seen.told_kinds() == "quorum reached");
  life.history.peak.reset();  // else another key is a replacement
  life.history.keys.clear();
  life.history.proofs.clear();
  life.show_all(statement({.key = 5, .accounts = uris(5)}));
  CHECK(life.look(start + day).answer.weight == 0);
}

TEST_CASE("remember: a revocation of the named key at one account, revoked whatever the others show") {
  for (const std::string& elsewhere : {std::string(), statement({.key = 2, .accounts = uris(4)})}) {
    Life life(4);
    life.key = speaker_of(5).key;
    for (unsigned i = 0; i < 3; ++i) life.show(i, elsewhere);
    if (elsewhere.empty())
      for (unsigned i = 0; i < 3; ++i) life.take_down(i);
    life.show(3, revocation(5, start - day));
    CHECK(life.look(start).answer.answer == Answer::revoked);
  }
}

TEST_CASE("remember: a revocation for another subject, ends the key that was held") {
  Life life = whole();
  life.look(start);
  life.show(1, sign_revocation("mimi://im.example/u/al", start, "", seed_of(1)).value());
  const Seen seen = life.look(start + day);
  CHECK(seen.answer.answer == Answer::revoked);
  CHECK(seen.told(EventKind::revoked));
  CHECK(find_key(life.history, speaker_of(1))->state == KeyState::revoked);
}

TEST_CASE("remember: what one group shows, pushes out only what it brought itself") {
  Life life(4);
  life.show(0, revocation(200, start - day));
  life.look(start);
  for (unsigned i = 1; i < 60; ++i) {
    std::string all;
    for (unsigned key = 0; key < 3; ++key) {
      const unsigned fresh = 3 * i + key;
      all += statement({.key = fresh, .accounts = uris(4)}) + " ";
      if (key == 2) all += revocation(fresh, start - 2 * day);
    }
    life.show(3, all);
    life.hide(0);
    life.look(start + i * day);
    CHECK(life.history.keys.size() <= 9);
    REQUIRE(find_key(life.history, speaker_of(200)) != nullptr);
  }
  CHECK(find_key(life.history, speaker_of(200))->shown_by == std::vector{uri_of(0)});
  life.show_all(statement({.key = 200, .accounts = uris(4)}));
  CHECK(life.look(start + 90 * day).answer.weight == 0);
}

TEST_CASE("remember: of one group's keys the unsound ones stay first, then those seen first") {
  Life life(3);
  life.rules.remembered_keys = 3;
  for (unsigned key = 1; key <= 4; ++key) {
    life.show(0, statement({.key = key, .accounts = uris(3)}));
    life.look(start + key * day);
  }
  CHECK(find_key(life.history, speaker_of(3)) != nullptr);
  CHECK(find_key(life.history, speaker_of(4)) == nullptr);
  life.show(0, revocation(9, start));
  life.look(start + 5 * day);
  CHECK(find_key(life.history, speaker_of(9)) != nullptr);
  CHECK(find_key(life.history, speaker_of(2)) != nullptr);
  CHECK(find_key(life.history, speaker_of(3)) == nullptr);
}

TEST_CASE("remember: the accounts of one group have one share, whatever their number") {
  Life life(3);
  life.rules.remembered_keys = 2;
  for (unsigned i = 0; i < 3; ++i) life.show(i, revocation(20 + i, start));
  Seen seen;
  life.glance(start, seen);
  const auto kept = [&] {
    const Look look{seen.judgement, seen.evidence, seen.recall, seen.plain, start};
    return remember(life.history, look, life.rules).history.keys.size();
  };
  CHECK(kept() == 3);
  for (AccountEvidence& account : seen.evidence) account.group = "one";
  CHECK(kept() == 2);
}

TEST_CASE("remember: badges alone or beside a rival, take a place in the share of their account") {
  Life life(4);
  const Draft one{.key = 1, .accounts = uris(4)};
  const Draft two{.key = 2, .accounts = uris(4)};
  life.show(0, statement(one));
  life.show(1, badge(1, one));
  life.show(2, badge(2, one) + " " + badge(2, two));
  life.show(3, statement(two));
  life.look(start);
  CHECK(find_key(life.history, speaker_of(1))->shown_by == std::vector{uri_of(0), uri_of(1), uri_of(2)});
  CHECK(find_key(life.history, speaker_of(2))->shown_by == std::vector{uri_of(2), uri_of(3)});
}

TEST_CASE("remember: a key of which nothing but its name is left, revoked for another subject") {
  Life life = whole();
  life.look(start);
  life.history.tokens.clear();
  life.show_all("");
  life.show(0, sign_revocation("mimi://im.example/u/al", start, "", seed_of(1)).value());
  life.look(start + day);
  CHECK(find_key(life.history, speaker_of(1))->state == KeyState::revoked);
}

TEST_CASE("remember: discovered accounts and zones without DNSSEC, hold no share") {
  Life life(3);
  for (unsigned i = 0; i < 3; ++i) life.show(i, revocation(20 + i, start));
  Seen seen;
  life.glance(start, seen);
  seen.evidence[0].standing = Standing::discovered;
  seen.evidence[1].counting = Counting::not_counted;
  const Look look{seen.judgement, seen.evidence, seen.recall, seen.plain, start};
  const History after = remember(life.history, look, life.rules).history;
  CHECK(find_key(after, speaker_of(20))->shown_by.empty());
  CHECK(find_key(after, speaker_of(21))->shown_by.empty());
  CHECK(find_key(after, speaker_of(22))->shown_by == std::vector{uri_of(2)});
}

TEST_CASE("remember: the key that the contact names, takes no place in a share") {
  Life life(3);
  life.rules.remembered_keys = 2;
  life.show(0, revocation(20, start) + " " + revocation(21, start));
  life.look(start);
  life.key = speaker_of(22).key;
  life.show(0, statement({.key = 22, .accounts = uris(3)}));
  life.look(start + day);
  CHECK(life.history.keys.size() == 3);
}

TEST_CASE("remember: an account that is named no more, holds no share") {
  Life life(3);
  life.show(0, revocation(9, start));
  life.look(start);
  History before = life.history;
  Life fewer(2);
  fewer.history = before;
  fewer.history.keys.front().shown_by = {uri_of(0), uri_of(7)};
  fewer.look(start + day);
  CHECK(fewer.history.keys.front().shown_by == std::vector{uri_of(0)});
}

TEST_CASE("remember: a proof that went as another key came, says so") {
  Life life = whole();
  life.look(start);
  life.show(0, statement({.key = 2, .accounts = uris(5)}));
  const Seen seen = life.look(start + day);
  REQUIRE(seen.told(EventKind::proof_removed));
  for (const Event& event : seen.events)
    if (event.kind == EventKind::proof_removed) CHECK(event.detail == "another key is proven there now");
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

TEST_CASE("remember: a key holder with many subjects, takes no more room than others") {
  Life life = whole(3);
  life.look(start);
  for (unsigned i = 0; i < 40; ++i) {
    Draft draft{.key = 9, .seq = i + 1, .accounts = uris(3), .next = 20 + i};
    draft.subject = "mimi://im.example/u/x" + std::to_string(i);
    life.show(2, statement(draft));
    life.subject.reset();
    life.history.subject.reset();
    life.look(start + i * day);
  }
  std::size_t of_nine = 0;
  for (const VerifiedToken& token : life.history.tokens)
    of_nine += std::get<VerifiedStatement>(token)->kid == kid_of(9) ? 1U : 0U;
  CHECK(of_nine <= 8);
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
