#include "tests/proofs/score/adversary/search.hpp"

namespace quorate::adversary {
namespace {

// The next position; false after the last.
bool advance(const std::vector<std::size_t>& choices, Position& position) {
  for (std::size_t place = 0; place < choices.size(); ++place) {
    if (++position[place] < choices[place]) return true;
    position[place] = 0;
  }
  return false;
}

Position anywhere(const std::vector<std::size_t>& choices, Dice& dice) {
  Position position;
  for (const std::size_t count : choices) position.push_back(dice.roll(static_cast<unsigned>(count)));
  return position;
}

void climb(Play& play, Goal goal, Position position) {
  const auto gain = [&](const Position& there) { return play.play(there)[static_cast<std::size_t>(goal)]; };
  int best = gain(position);
  for (bool better = true; better;) {
    better = false;
    for (std::size_t place = 0; place < position.size(); ++place) {
      Position there = position;
      for (there[place] = 0; there[place] < play.choices()[place]; ++there[place]) {
        const int gained = gain(there);
        if (gained <= best) continue;
        best = gained;
        better = true;
        position = there;
      }
    }
  }
}

}  // namespace

std::uint64_t position_count(const Play& play) {
  std::uint64_t count = 1;
  for (const std::size_t choices : play.choices()) count *= choices;
  return count;
}

void play_all(Play& play) {
  Position position(play.choices().size(), 0);
  do play.play(position);
  while (advance(play.choices(), position));
}

void play_best_responses(Play& play, unsigned starts, Dice& dice) {
  for (unsigned start = 0; start < starts; ++start)
    for (std::size_t goal = 0; goal < goals; ++goal)
      climb(play, static_cast<Goal>(goal), anywhere(play.choices(), dice));
}

}  // namespace quorate::adversary
