// Turns bytes into a gzip member and back (RFC 1952).
#pragma once

#include "proofs/result.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

namespace quorate {

// One whole member.
std::string gzip(std::string_view bytes);

// Decodes one member, given piece by piece.
class Gunzip {
 public:
  // More than `max_bytes` decoded bytes are refused.
  explicit Gunzip(std::size_t max_bytes);
  ~Gunzip();
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;

  // How many of the bytes belonged to the member: fewer than all only where it has ended. Errors:
  // bad_encoding, over_limit: then decoded() holds the first max_bytes.
  Result<std::size_t> take(std::string_view bytes);

  bool ended() const { return ended_; }
  const std::string& decoded() const { return decoded_; }

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
  std::size_t max_bytes_;
  std::string decoded_;
  bool ended_ = false;
};

}  // namespace quorate
