// Makes random looks: accounts in merged domains, several keys of both kinds, rotations, revocations,
// conflicts; and in some of them observed relations, proofs that are too old, accounts that a policy
// requires.
#pragma once

#include "proofs/score/score.hpp"

#include <cstdint>
#include <random>

namespace quorate {

class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}
  // 0 .. sides - 1.
  unsigned roll(unsigned sides) { return static_cast<unsigned>(engine_() % sides); }
  bool chance(unsigned percent) { return roll(100) < percent; }
  template <class Container>
  void shuffle(Container& items) {
    std::shuffle(items.begin(), items.end(), engine_);
  }

 private:
  std::mt19937_64 engine_;
};

// The key that only hostile groups show.
extern const Speaker forged_key;

ScoreInput random_look(Dice& dice, unsigned max_domains);

// What one account shows, made anew.
enum class Allegiance { honest, hostile };
void show_anything(AccountEvidence& account, Allegiance side, Dice& dice);
// Lets it be seen to be served by up to three of the look's groups, or by others.
void point_anywhere(AccountEvidence& account, const ScoreInput& look, Dice& dice);

}  // namespace quorate
