#include "tests/proofs/score/adversary/search.hpp"

#include <bit>

namespace quorate::adversary {
namespace {

// None or one; many make a look ten times as slow, so that they are left to the search.
constexpr unsigned few_outposts = 2;

std::vector<unsigned> dark_sets(const World& world) {
  const unsigned honest = world.setting().groups - world.setting().hostile;
  std::vector<unsigned> sets;
  for (unsigned set = 0; set < 1U << honest; ++set)
    if (static_cast<unsigned>(std::popcount(set)) <= world.setting().unreachable) sets.push_back(set);
  return sets;
}

// The next combination of moves; false after the last.
bool advance(const World& world, std::vector<std::size_t>& moves) {
  for (std::size_t seat = 0; seat < moves.size(); ++seat) {
    if (++moves[seat] < world.seats()[seat].moves.size()) return true;
    moves[seat] = 0;
  }
  return false;
}

class Climber {
 public:
  Climber(const World& world, Dice& dice, Record& record)
      : world_(world), dice_(dice), dark_(dark_sets(world)), game_(world, record) {}

  void climb(Goal goal) {
    position_ = anywhere();
    int best = gain(position_, goal);
    for (bool better = true; better;) {
      better = false;
      for (std::size_t seat = 0; seat < position_.moves.size(); ++seat)
        better |= vary(goal, best, world_.seats()[seat].moves.size(),
                       [seat](Position& p, std::size_t value) { p.moves[seat] = value; });
      better |=
          vary(goal, best, world_.askers().size(), [](Position& p, std::size_t value) { p.asker = value; });
      better |=
          vary(goal, best, dark_.size(), [this](Position& p, std::size_t value) { p.dark = dark_[value]; });
      better |= vary(goal, best, world_.outposts().size(),
                     [](Position& p, std::size_t value) { p.outpost = value; });
    }
  }

 private:
  Position anywhere() {
    Position position{dice_.roll(unsigned(world_.askers().size())),
                      dark_[dice_.roll(unsigned(dark_.size()))],
                      {},
                      dice_.roll(few_outposts)};
    for (const Seat& seat : world_.seats()) position.moves.push_back(dice_.roll(unsigned(seat.moves.size())));
    return position;
  }

  int gain(const Position& position, Goal goal) {
    return game_.play(position)[static_cast<std::size_t>(goal)];
  }

  template <class Set>
  bool vary(Goal goal, int& best, std::size_t values, Set set) {
    const int before = best;
    const Position here = position_;
    for (std::size_t value = 0; value < values; ++value) {
      Position there = here;
      set(there, value);
      const int gained = gain(there, goal);
      if (gained <= best) continue;
      best = gained;
      position_ = there;
    }
    return best > before;
  }

  const World& world_;
  Dice& dice_;
  std::vector<unsigned> dark_;
  Game game_;
  Position position_;
};

}  // namespace

std::uint64_t position_count(const World& world) {
  std::uint64_t count = world.askers().size() * few_outposts * dark_sets(world).size();
  for (const Seat& seat : world.seats()) count *= seat.moves.size();
  return count;
}

void play_all(const World& world, Record& record) {
  record.world();
  Game game(world, record);
  Position position;
  for (position.asker = 0; position.asker < world.askers().size(); ++position.asker)
    for (const unsigned dark : dark_sets(world))
      for (position.outpost = 0; position.outpost < few_outposts; ++position.outpost) {
        position.dark = dark;
        position.moves.assign(world.seats().size(), 0);
        do game.play(position);
        while (advance(world, position.moves));
      }
}

void play_best_responses(const World& world, unsigned starts, Dice& dice, Record& record) {
  record.world();
  Climber climber(world, dice, record);
  for (unsigned start = 0; start < starts; ++start)
    for (unsigned goal = 0; goal < goals; ++goal) climber.climb(static_cast<Goal>(goal));
}

}  // namespace quorate::adversary
