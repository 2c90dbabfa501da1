// Hand: signs what the people of a Street publish. Keys follow from the street's seed; signatures are made
// when they are asked for, or all before, and kept.
#pragma once

#include "bench/crowd/street.hpp"

#include <array>
#include <cstdint>
#include <memory>
#include <string>

namespace quorate {

// Whether all services show one statement of a person, or each its own, with a number of its own.
enum class Wording { same, distinct };

class Hand {
 public:
  // `issued`: seconds since 1970, of all statements. The street must outlive it.
  Hand(const Street& street, Wording wording, std::int64_t issued);

  std::string statement(const Door& door);
  std::string badge(const Door& door);
  std::string expired(const Door& door) const;
  std::string of_rival(const Door& door) const;

  // Makes all keys and statements now, on all cores.
  void sign_all();

 private:
  using Seed = std::array<std::uint8_t, 32>;
  struct Key {
    std::array<std::uint8_t, 32> public_half;
    bool is_known;
  };
  struct Signature {
    std::array<std::uint8_t, 64> bytes;
    bool is_known;
  };
  // Memory that is zero, and taken only where it is written to.
  struct Free {
    void operator()(void* memory) const;
  };
  template <class T>
  using Cells = std::unique_ptr<T[], Free>;

  Seed seed_of(std::uint64_t person, std::uint64_t life) const;
  const Key& key(std::size_t person);
  std::uint32_t seq_of(const Door& door) const;
  std::string signed_bytes(const Door& door, const Key& key, std::int64_t issued) const;
  std::string other(const Door& door, std::uint64_t life, std::int64_t issued) const;

  const Street& street_;
  Wording wording_;
  std::int64_t issued_;
  std::size_t wordings_;  // of one person
  Cells<Key> keys_;
  Cells<Signature> signatures_;
};

}  // namespace quorate
