// Histograms of bounded size: of small whole numbers, each counted apart, and of times over many magnitudes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace quorate {

// How often each number occurred. Those from `top` on are counted together.
class NumberCounts {
 public:
  static constexpr std::uint64_t top = 64;  // twice what a contact may list: no real W comes near it

  void add(std::uint64_t number, std::uint64_t times = 1);
  void merge(const NumberCounts& other);

  // Of 0, 1, 2 ..., up to the greatest that occurred; of `top`: of all from there on.
  const std::vector<std::uint64_t>& counts() const { return counts_; }
  std::uint64_t of(std::uint64_t number) const { return number < counts_.size() ? counts_[number] : 0; }
  std::uint64_t total() const;
  // The smallest number that at least half of all do not exceed; nothing where there is none.
  std::optional<std::uint64_t> median() const;

  friend bool operator==(const NumberCounts&, const NumberCounts&) = default;

 private:
  std::vector<std::uint64_t> counts_;
};

// How long something took, in microseconds, in classes that are never wider than 1/16 of what stands in them.
class TimeCounts {
 public:
  // From `from` to less than `to`.
  struct Class {
    std::uint64_t from = 0;
    std::uint64_t to = 0;
    std::uint64_t count = 0;
    friend bool operator==(const Class&, const Class&) = default;
  };

  static constexpr std::uint64_t longest = std::uint64_t{1} << 36;  // 19 hours; what is longer counts as this

  void add(std::uint64_t microseconds, std::uint64_t times = 1);
  void merge(const TimeCounts& other);

  std::vector<Class> classes() const;  // those that are not empty, ascending
  std::uint64_t total() const;
  // What at least `permille` thousandths of all took at most, rounded up to the end of its class; nothing
  // where there is none. `permille`: 1 to 1000.
  std::optional<std::uint64_t> quantile(unsigned permille) const;

  friend bool operator==(const TimeCounts&, const TimeCounts&) = default;

 private:
  std::vector<std::uint64_t> counts_;
};

}  // namespace quorate
