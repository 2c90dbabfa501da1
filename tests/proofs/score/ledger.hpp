// Ledger: counts, for each law of docs/quorum.md, how often it was checked and how often it failed.
#pragma once

#include "proofs/score/score.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <string_view>

namespace quorate {

enum class Law {
  table,           // the answer, W, hi and the flags are those of the verdict table
  genuine,         // T1: W >= f + 1 takes a group that is not hostile
  one_key,         // T2: two observers never confirm different keys
  forged,          // T3: what only hostile groups show never reaches t
  deletion,        // T3: deletions cannot unseat a key where n >= 3f + 2d + 1
  more_proven,     // more accounts proven for K never lower W(K)
  less_proven,     // proven for K -> anything else never raises W(K)
  merging,         // merging groups never raises an answer
  hardest,         // confirmed means W >= t under every partition between domains and groups
  order,           // the order of the input changes nothing
  discovered,      // discovered accounts never raise W, n or an answer
  fixed_numbers,   // nothing that is shown changes n, f or t
  own_group_only,  // nothing that a hostile group shows changes another group's state
  observed,        // what serves a host only lowers W, by that host's own proof, and never raises an answer
};
inline constexpr std::size_t laws = 14;
inline constexpr std::size_t answers = 8;  // the enumerators of Answer

std::string_view text(Law law);

class Ledger {
 public:
  // `describe` is called for the first failure of the law only.
  template <class Describe>
  void check(Law law, bool holds, Describe describe) {
    Entry& entry = entries_[static_cast<std::size_t>(law)];
    ++entry.checks;
    if (holds) return;
    if (entry.violations++ == 0) entry.example = describe();
  }
  void looked(Answer answer) {
    ++looks_;
    ++answers_[static_cast<std::size_t>(answer)];
  }

  void add(const Ledger& other);
  std::uint64_t looks() const { return looks_; }
  std::uint64_t checks(Law law) const { return entries_[static_cast<std::size_t>(law)].checks; }
  std::uint64_t violations() const;
  // How often each answer was given; one line for each law that was checked, and the first example of each
  // violation.
  friend std::ostream& operator<<(std::ostream& out, const Ledger& ledger);

 private:
  struct Entry {
    std::uint64_t checks = 0;
    std::uint64_t violations = 0;
    std::string example;
  };
  std::array<Entry, laws> entries_;
  std::uint64_t looks_ = 0;  // how often `score` was asked
  std::array<std::uint64_t, answers> answers_{};
};

}  // namespace quorate
