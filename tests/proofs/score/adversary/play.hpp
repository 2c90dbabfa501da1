// Play: what may be chosen in one world, by the enemy and by chance, and how near that brings the enemy.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace quorate::adversary {

// What the enemy is after, for a search that has to know whether it comes nearer.
enum class Goal { forge, unseat, first_key, second_key };
inline constexpr std::size_t goals = 4;
using Gains = std::array<int, goals>;

// One number for each thing that may be chosen, below the number of choices there.
using Position = std::vector<std::size_t>;

class Play {
 public:
  virtual ~Play() = default;
  virtual const std::vector<std::size_t>& choices() const = 0;
  // Looks at the position, records what was wrong with the verdict, and answers how near each goal is.
  virtual Gains play(const Position& position) = 0;
};

}  // namespace quorate::adversary
