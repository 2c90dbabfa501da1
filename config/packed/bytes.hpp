// Packer and Unpacker: numbers and texts one after another, as the build puts tables into the program.
#pragma once

#include "proofs/result.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace quorate {

// A number is 7 bits a byte, the lowest first, with the high bit set in all but the last; a text is its
// length and its bytes.
class Packer {
 public:
  void number(std::uint64_t value);
  void text(std::string_view value);
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads what a Packer wrote. After the first byte that is missing or makes no sense everything is zero or
// empty, and finish() refuses.
class Unpacker {
 public:
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}

  std::uint64_t number();
  // A number that is at most `most`.
  std::uint64_t number(std::uint64_t most);
  // Of things that follow, each of at least one byte; so never more than there are bytes.
  std::size_t count();
  std::string_view text();  // points into the bytes
  void refuse() { damaged_ = true; }

  // Errors: bad_config, also where bytes are left.
  [[nodiscard]] Result<void> finish() const;

 private:
  std::string_view rest_;
  bool damaged_ = false;
};

}  // namespace quorate
