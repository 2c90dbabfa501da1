#include "tests/proofs/score/adversary/game.hpp"
#include "tests/proofs/score/adversary/search.hpp"
#include "tests/proofs/score/adversary/settings.hpp"
#include "tests/proofs/score/adversary/sketch.hpp"
#include "tests/show.hpp"

namespace quorate::adversary {

namespace {

void search(const std::vector<Setting>& settings, Dice& dice, Record& record) {
  for (const Setting& setting : settings) {
    const World world(setting);
    Game game(world, Outposts::many, record);
    play_best_responses(game, 1, dice);
  }
}

std::vector<Setting> on(Estate estate, std::vector<Setting> all) {
  std::erase_if(all, [estate](const Setting& setting) { return setting.estate != estate; });
  return all;
}

}  // namespace

TEST_CASE("adversary: one hostile group of three and every move, no wrong verdict") {
  Record record;
  for (const Setting& setting : on(Estate::plain, settings(3, 1, {}))) {
    const World world(setting);
    Game game(world, Outposts::few, record);
    play_all(game);
  }
  INFO(record);
  CHECK(record.moves() > 45);
  CHECK(record.positions() > 10'000);
  CHECK(record.wrong() == 0);
}

TEST_CASE("adversary: as many hostile groups as assumed and best responses, no wrong verdict") {
  Record record;
  Dice dice(1);
  search(on(Estate::companies, settings(4, 1, {})), dice, record);
  search(on(Estate::zone, settings(3, 1, {})), dice, record);
  search({{Story::rotated, Estate::plain, 7, 2, 1, {}, 0}, {Story::split, Estate::plain, 7, 2, 1, {}, 2}},
         dice, record);
  INFO(record);
  CHECK(record.wrong() == 0);
}

TEST_CASE("adversary: more hostile groups than assumed and best responses, wrong verdicts are found") {
  Record one_more;
  Record two_more;
  Dice dice(2);
  search({{Story::statements, Estate::plain, 4, 2, 1, {}, 0}, {Story::split, Estate::plain, 4, 2, 1, {}, 1}},
         dice, one_more);
  search({{Story::statements, Estate::plain, 4, 3, 1, {}, 0}}, dice, two_more);
  INFO(one_more << two_more);
  CHECK(one_more.faults(Wrong::forged) > 0);
  CHECK(one_more.faults(Wrong::two_keys) > 0);
  CHECK(one_more.faults(Wrong::unseated) > 0);
  CHECK(two_more.faults(Wrong::trusted) > 0);
}

TEST_CASE("adversary: bare evidence and best responses, no wrong verdict but by one hostile group too many") {
  Record fair;
  Record unfair;
  Dice dice(3);
  for (unsigned groups = 2; groups <= 10; ++groups)
    for (const unsigned more : {0U, 1U}) {
      Sketch sketch(groups, default_hostile(groups) + more, {}, dice, more == 0 ? fair : unfair);
      play_best_responses(sketch, 1, dice);
    }
  INFO(fair);
  CHECK(fair.positions() > 1000);
  CHECK(fair.wrong() == 0);
  CHECK(unfair.wrong() > 0);
}

}  // namespace quorate::adversary
