// What a history keeps and what it forgets: revocations, and the shares of groups.
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

}  // namespace quorate
