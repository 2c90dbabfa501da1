// Makes the looks that are tried out exhaustively: what each of n groups shows, one of eight sights.
#pragma once

#include "tests/proofs/score/cases.hpp"

#include <array>
#include <string>
#include <vector>

namespace quorate {

// What one group shows. Each group has two accounts.
enum class Sight {
  silent,
  refuted,
  unknown,          // one account could not be looked at
  key,              // K
  rival,            // R
  third,            // T
  both,             // K and R: in even groups in one account, in odd ones in two
  key_and_unknown,  // K in one account, the other could not be looked at
};
inline constexpr unsigned sights = 8;

// The default, every f from 1 to n, and every quorum from 1 to n.
std::vector<QuorumRule> rules(unsigned groups);
std::string describe(const QuorumRule& rule);

// An input of `groups` groups that show nothing, and K's statement, which lists all their accounts.
ScoreInput blank(unsigned groups);
// Makes group `group` of such an input show `sight`.
void show(ScoreInput& input, unsigned group, Sight sight);

inline constexpr unsigned test_keys = 3;  // K, R and T
extern const std::array<Speaker, test_keys> test_speakers;

// Whether the sight shows the key, alone or in conflict.
bool shows_key(Sight sight, unsigned key);

// A look at n groups is a number: the three bits from 3 * group on are what that group shows.
inline constexpr unsigned sight_bits = 3;
static_assert(sights == 1U << sight_bits);

// How many looks at so many groups there are.
inline std::size_t look_count(unsigned groups) { return std::size_t{1} << (sight_bits * groups); }

inline Sight sight_of(std::size_t look, unsigned group) {
  return static_cast<Sight>(look >> (sight_bits * group) & (sights - 1));
}

// The look with that group showing `sight` instead.
std::size_t replace(std::size_t look, unsigned group, Sight sight);

std::string describe(unsigned groups, std::size_t look, const QuorumRule& rule);

}  // namespace quorate
