// ByteSource: reads a file or standard input part by part, unpacking .zst on the way.
#pragma once

#include "crawler/record/zstd.hpp"
#include "proofs/crypto/digest.hpp"
#include "proofs/result.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

namespace quorate {

class ByteSource {
 public:
  // "-": standard input. What begins with the magic number of zstd is unpacked, whatever it is called.
  // Errors: file_failed.
  static Result<ByteSource> open(const std::string& file);
  ByteSource(ByteSource&& other) noexcept;
  ByteSource& operator=(ByteSource&&) = delete;
  ~ByteSource();

  enum class State { more, nothing_yet, ended };
  // Puts the next part into `out`, in place of what stood there. Waits for it at most so long. Errors:
  // file_failed, bad_encoding.
  Result<State> read(std::string& out, std::chrono::milliseconds wait);

  // SHA-256 of the file's own bytes, as far as they were read.
  Sha256Digest digest() const { return hash_.digest(); }
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  ByteSource(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}

  int descriptor_;
  std::string name_;
  Sha256 hash_;
  std::uint64_t bytes_read_ = 0;
  std::string beginning_;  // until it is known whether it is packed
  bool known_ = false;
  std::optional<ZstdReader> unpacked_;  // there if it is
};

}  // namespace quorate
