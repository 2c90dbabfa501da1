// Game: plays positions of one world against judge, gather and score, and says which verdicts were wrong.
#pragma once

#include "tests/proofs/score/adversary/record.hpp"
#include "tests/proofs/score/adversary/world.hpp"

#include <map>
#include <utility>

namespace quorate::adversary {

// Who asks, which honest groups are out of reach, and what the enemy does.
struct Position {
  std::size_t asker = 0;
  unsigned dark = 0;               // bit i: the i-th honest group
  std::vector<std::size_t> moves;  // of each seat
  std::size_t outpost = 0;
};

// What the enemy is after, for a search that has to know whether it comes nearer.
enum class Goal { forge, unseat, second_key };
inline constexpr unsigned goals = 3;

class Game {
 public:
  Game(const World& world, Record& record) : world_(world), record_(record) {}

  // Plays the position, records what was wrong with the verdict, and answers how near each goal is.
  std::array<int, goals> play(const Position& position);

 private:
  Score look(const Position& position) const;
  std::vector<Wrong> faults(const Position& position, const Score& score);
  bool published(const Speaker& speaker) const;
  bool owners(const Speaker& speaker) const;
  bool forged(const Score& score) const;
  bool trusted(const Score& score) const;
  bool framed(const Score& score) const;
  bool second(const Score& score);
  bool unseated(const Position& position, const Score& score) const;
  bool meddled(const Position& position, const Score& score);
  bool firm(const Position& position, const Score& score) const;
  unsigned without_dnssec(const Position& position) const;
  std::array<int, goals> gains(const Score& score) const;
  std::string tell(const Position& position, const Score& score) const;

  const World& world_;
  Record& record_;
  std::set<std::string> confirmed_;  // keys for which some look at this world ended in `confirmed`
  std::map<std::pair<std::size_t, unsigned>, Score> baseline_;  // the enemy hides everywhere
};

}  // namespace quorate::adversary
