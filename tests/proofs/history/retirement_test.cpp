#include "proofs/history/pin/retirement.hpp"

#include "tests/proofs/history/life.hpp"
#include "tests/show.hpp"

namespace quorate {
namespace {

using namespace life;

constexpr unsigned count = 5;

Life pinned_life() {
  Life life(count);
  life.show_all(statement({.accounts = uris(count)}));
  const Seen seen = life.look(start);
  REQUIRE(life.accept(seen));
  return life;
}

// Gives up the last account.
Draft retiring(std::uint32_t seq = 2) {
  return {.seq = seq, .accounts = uris(count - 1), .retired = {uri_of(count - 1)}};
}

void show_at(Life& life, unsigned accounts, const std::string& text) {
  for (unsigned i = 0; i < accounts; ++i) life.show(i, text);
}

}  // namespace

TEST_CASE("retired: shown in t of the pinned groups, the account leaves n and f stays") {
  Life life = pinned_life();
  show_at(life, 4, statement(retiring()));
  const Seen seen = life.look(start + day);
  CHECK(seen.answer.groups == 4);
  CHECK(seen.answer.hostile == 1);
  CHECK(seen.told(EventKind::account_retired));
  CHECK(life.history.pin->retired == std::vector<RetiredAccount>{{uri_of(4), start + day, 2}});
}

TEST_CASE("retired: f of seven groups, stays two when one leaves") {
  Life life(7);
  life.show_all(statement({.accounts = uris(7)}));
  REQUIRE(life.accept(life.look(start)));
  life.show_all(statement({.seq = 2, .accounts = uris(6), .retired = {uri_of(6)}}));
  const Seen seen = life.look(start + day);
  CHECK(seen.answer.groups == 6);
  CHECK(seen.answer.hostile == 2);
  CHECK(seen.answer.threshold == 5);
}

TEST_CASE("retired: whatever is missing, changes nothing") {
  struct Case {
    std::string what;
    void (*happens)(Life&);
  };
  const std::vector<Case> cases = {
      {"in one group less than t", [](Life& life) { show_at(life, 3, statement(retiring())); }},
      {"as old as the pin",
       [](Life& life) {
         show_at(life, 4, statement(retiring()));
         life.history.pin->seq = 2;
       }},
      {"in t groups, but older badges stand beside it",
       [](Life& life) {
         const std::string old = badge(3, {.accounts = {uri_of(3)}});
         show_at(life, 3, statement(retiring()));
         life.show(3, statement(retiring()) + " " + old);
       }},
      {"not retired, only left out",
       [](Life& life) { show_at(life, 4, statement({.seq = 2, .accounts = uris(count - 1)})); }},
      {"of another key",
       [](Life& life) {
         Draft other = retiring();
         other.key = 3;
         show_at(life, 4, statement(other));
       }},
      {"the newest says otherwise",
       [](Life& life) {
         show_at(life, 4, statement(retiring()));
         life.show(0, statement({.seq = 3, .accounts = uris(count)}));
       }},
      {"under a policy's quorum",
       [](Life& life) {
         show_at(life, 4, statement(retiring()));
         life.quorum.quorum = 4;
       }},
      {"the key is revoked",
       [](Life& life) {
         show_at(life, 4, statement(retiring()));
         life.show(4, revocation(1, start));
       }},
      {"no pin",
       [](Life& life) {
         show_at(life, 4, statement(retiring()));
         life.history.pin.reset();
       }},
  };
  for (const Case& one : cases) {
    INFO(one.what);
    Life life = pinned_life();
    one.happens(life);
    const Seen seen = life.look(start + day);
    CHECK(seen.answer.groups == count);
    CHECK_FALSE(seen.told(EventKind::account_retired));
  }
}

TEST_CASE("retired: once out, an outage does not bring it back; its own statement does") {
  Life life = pinned_life();
  show_at(life, 4, statement(retiring()));
  life.look(start + day);
  for (const unsigned down : {0U, 1U}) life.take_down(down);
  CHECK(life.look(start + 2 * day).answer.groups == 4);
  for (const unsigned up : {0U, 1U}) life.bring_up(up);
  life.show(0, statement({.seq = 3, .accounts = uris(count)}));
  CHECK(life.look(start + 3 * day).answer.groups == 5);
  CHECK(life.history.pin->retired.empty());
}

TEST_CASE("retired: a stranger there afterwards, is no rival") {
  Life life = pinned_life();
  show_at(life, 4, statement(retiring()));
  life.look(start + day);
  life.show(4, statement({.key = 7, .accounts = uris(count)}));
  const Seen seen = life.look(start + 2 * day);
  CHECK(seen.answer.rivals.empty());
  CHECK(seen.answer.answer == Answer::confirmed);
}

}  // namespace quorate
