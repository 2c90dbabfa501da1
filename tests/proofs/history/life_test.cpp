// Two years in the life of a contact, look by look.
#include "tests/proofs/history/life.hpp"

#include "tests/show.hpp"

#include <functional>

namespace quorate {
namespace {

using namespace life;

// One look: what happened before it, on which day it is made, and what it must find.
struct Step {
  UnixTime on;
  std::string what;
  std::function<void(Life&)> happens;
  Answer answer;
  unsigned weight;
  unsigned about;  // key
  std::string events;
  std::string flags;
};

std::string names(const std::vector<ScoreFlag>& flags) {
  std::string out;
  for (const ScoreFlag flag : flags) out += (out.empty() ? "" : ", ") + std::string(text(flag));
  return out;
}

void nothing(Life&) {}

Draft first() { return {.accounts = uris(5)}; }
// A year later, without s4, which she retired.
Draft second() { return {.seq = 2, .accounts = uris(4), .retired = {uri_of(4)}, .from = start + 300 * day}; }
Draft farewell() {
  Draft draft = second();
  draft.seq = 3;
  draft.from = start + 420 * day;
  draft.next = 2;
  return draft;
}
Draft heir() { return {.key = 2, .accounts = uris(4), .from = start + 420 * day, .days = 340, .prev = 1}; }
Draft renewed() {
  Draft draft = heir();
  draft.seq = 2;
  draft.from = start + 764 * day;
  return draft;
}

std::vector<Step> two_years() {
  return {
      {0, "first look", [](Life& life) { life.show_all(statement(first())); }, Answer::confirmed, 5, 1,
       "quorum reached", ""},
      {20, "all is well", nothing, Answer::confirmed, 5, 1, "", ""},
      {60, "an outage", [](Life& life) { life.take_down(3); }, Answer::confirmed, 4, 1, "", ""},
      {61, "a large one", [](Life& life) { life.take_down(2); }, Answer::undecided, 3, 1, "regressed",
       "regressed"},
      {62, "over", [](Life& life) { life.bring_up(2), life.bring_up(3); }, Answer::confirmed, 5, 1, "", ""},
      {90, "s3 is hacked and shows another key",
       [](Life& life) { life.show(3, statement({.key = 9, .accounts = uris(5)})); }, Answer::confirmed, 4, 1,
       "proof removed, rival, regressed", "contested, regressed"},
      {100, "repaired", [](Life& life) { life.show(3, statement(first())); }, Answer::confirmed, 5, 1,
       "proof removed, proof back", ""},
      {120, "s4 deletes it", [](Life& life) { life.hide(4); }, Answer::confirmed, 4, 1,
       "proof removed, regressed", "regressed"},
      {150, "s3 as well", [](Life& life) { life.hide(3); }, Answer::corroborated, 3, 1,
       "proof removed, quorum lost", "regressed"},
      {180, "s3 brings it back", [](Life& life) { life.show(3, statement(first())); }, Answer::confirmed, 4,
       1, "proof back, quorum reached", "regressed"},
      {310, "a new statement that retires s4, at three places",
       [](Life& life) {
         for (unsigned i = 0; i < 3; ++i) life.show(i, statement(second()));
       },
       Answer::confirmed, 4, 1, "", "regressed"},
      {335, "at a fourth: s4 leaves n", [](Life& life) { life.show(3, statement(second())); },
       Answer::confirmed, 4, 1, "account retired", ""},
      {341, "s0 goes back to the old one", [](Life& life) { life.show(0, statement(first())); },
       Answer::confirmed, 4, 1, "rolled back", ""},
      {372, "and stays there", nothing, Answer::confirmed, 4, 1, "lagging", ""},
      {373, "all roll back: the newest is still known", [](Life& life) { life.show_all(statement(first())); },
       Answer::confirmed, 4, 1, "rolled back", ""},
      {374, "repaired", [](Life& life) { life.show_all(statement(second())); }, Answer::confirmed, 4, 1, "",
       ""},
      {430, "she rotates, first at two places",
       [](Life& life) {
         life.show(0, statement(farewell()) + " " + statement(heir()));
         life.show(1, statement(heir()));
       },
       Answer::confirmed, 4, 2, "rotated", ""},
      {440, "everywhere", [](Life& life) { life.show_all(statement(heir())); }, Answer::confirmed, 4, 2, "",
       ""},
      {731, "the new one's end is near", nothing, Answer::confirmed, 4, 2, "expiring", ""},
      {760, "and has come", nothing, Answer::insufficient, 0, 2,
       "proof removed, expired, quorum lost, regressed", "regressed"},
      {765, "renewed", [](Life& life) { life.show_all(statement(renewed())); }, Answer::confirmed, 4, 2,
       "proof back, quorum reached", ""},
      {800, "she revokes it, at one place",
       [](Life& life) { life.show(1, revocation(2, start + 799 * day)); }, Answer::revoked, 0, 2,
       "proof removed, revoked, quorum lost, regressed", "regressed"},
      {830, "that place is made to forget: we do not",
       [](Life& life) { life.show_all(statement(renewed())); }, Answer::revoked, 0, 2, "", "regressed"},
  };
}

}  // namespace

TEST_CASE("history: two years of one contact, look by look") {
  Life life(5);
  for (const Step& step : two_years()) {
    INFO("day " << step.on << ": " << step.what);
    step.happens(life);
    const Seen seen = life.look(start + step.on * day);
    CHECK(text(seen.answer.answer) == text(step.answer));
    CHECK(seen.answer.weight == step.weight);
    CHECK(seen.answer.subject_key->key.id == kid_of(step.about));
    CHECK(seen.told_kinds() == step.events);
    CHECK(names(seen.answer.flags) == step.flags);
    if (step.on == 0 || step.on == 440) REQUIRE(life.accept(seen));
  }
  CHECK(life.history.looks == two_years().size());
}

}  // namespace quorate
