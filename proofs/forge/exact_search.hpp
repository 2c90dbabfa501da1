// ExactSearch: tells whether a number of sets can hit what is left of at most 24 elements.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

namespace quorate {

// A set of up to 32 elements: bit i for element i.
using Mask = std::uint32_t;

// Branch and bound with a memory. What can be hit depends on nothing but the elements that are left, so every
// answer is kept and used again.
class ExactSearch {
 public:
  // `sets`: those that may be used. Every element below `elements` is in one at least.
  ExactSearch(unsigned elements, const std::vector<Mask>& sets);

  // Whether `budget` sets can hit all of `rest`.
  bool can_hit(Mask rest, unsigned budget);

 private:
  struct Known {
    std::uint8_t too_few = 0;                 // this many sets do not suffice
    std::uint8_t enough = most_elements + 1;  // this many do
  };
  static constexpr unsigned most_elements = 32;

  Mask renumbered(Mask mask) const;
  bool search(Mask rest, unsigned budget);
  bool branch(Mask rest, unsigned budget);
  bool out_of_reach(Mask rest, unsigned budget) const;

  unsigned elements_;
  std::array<unsigned, most_elements> number_{};  // by which an element goes here: the scarcest are first
  std::vector<Mask> sets_;                        // none a part of another
  std::array<std::vector<Mask>, most_elements> sets_of_;  // of each element, the largest first
  std::array<Mask, most_elements> near_{};                // what is in a set with the element
  std::unordered_map<Mask, Known> known_;
};

}  // namespace quorate
