// Record: what was played, how often each move took part, and which verdicts were wrong.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace quorate::adversary {

enum class Wrong {
  forged,    // T1: W >= f + 1 for a key that no honest account shows
  trusted,   // T3: `confirmed` or `corroborated` for such a key
  two_keys,  // T2: another look at this world was confirmed for another key
  unseated,  // T3: not confirmed, although n >= 3f + 2d + 1
  framed,    // revoked or equivocating, about a key whose owner did neither
  meddled,   // n, f, t or the state of an honest group changed
};
inline constexpr std::size_t wrongs = 6;
std::string_view text(Wrong wrong);

class Record {
 public:
  void world() { ++worlds_; }
  // `names`: the moves that were played; `forged_weight`: the largest W of a key that no honest account
  // shows. `describe` is called for the first fault of a sort.
  template <class Describe>
  void position(const std::vector<const std::string*>& names, const std::vector<Wrong>& faults,
                unsigned forged_weight, Describe describe) {
    ++positions_;
    if (!faults.empty()) ++wrong_;
    for (const Wrong fault : faults)
      if (faults_[static_cast<std::size_t>(fault)]++ == 0)
        examples_[static_cast<std::size_t>(fault)] = describe();
    for (const std::string* name : names) count(*name, !faults.empty(), forged_weight);
  }

  void add(const Record& other);
  std::uint64_t worlds() const { return worlds_; }
  std::uint64_t positions() const { return positions_; }
  std::uint64_t wrong() const { return wrong_; }
  std::uint64_t faults(Wrong wrong) const { return faults_[static_cast<std::size_t>(wrong)]; }
  std::size_t moves() const { return moves_.size(); }
  // Worlds, positions, how often each sort of fault came up, and its first example.
  friend std::ostream& operator<<(std::ostream& out, const Record& record);
  // One line for each move.
  void print_moves(std::ostream& out) const;

 private:
  struct Row {
    std::uint64_t positions = 0;
    std::uint64_t wrong = 0;
    unsigned forged_weight = 0;
  };
  void count(const std::string& name, bool wrong, unsigned forged_weight);

  std::uint64_t worlds_ = 0;
  std::uint64_t positions_ = 0;
  std::uint64_t wrong_ = 0;
  std::array<std::uint64_t, wrongs> faults_{};
  std::array<std::string, wrongs> examples_;
  std::map<std::string, Row> moves_;
};

}  // namespace quorate::adversary
