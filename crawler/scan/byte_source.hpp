// ByteSource: reads a file or standard input part by part, unpacking .zst on the way.
#pragma once

#include "crawler/record/zstd.hpp"
#include "proofs/crypto/digest.hpp"
#include "proofs/result.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quorate {

// How often the bytes of a file come.
enum class Reading {
  again,  // of a regular file
  once,   // of standard input, a pipe, a device
};

// "-": standard input. Errors: file_failed where there is no such file, it is a folder, or standard input is
// closed.
Result<Reading> reading_of(const std::string& file);

class ByteSource {
 public:
  // "-": standard input. What begins with a magic number of zstd is unpacked, whatever it is called. Waits
  // until a named pipe has a writer. Errors: file_failed.
  static Result<ByteSource> open(const std::string& file);
  ByteSource(ByteSource&& other) noexcept;
  ByteSource& operator=(ByteSource&&) = delete;
  ~ByteSource();

  enum class State { more, nothing_yet, ended };
  // Puts the next part, of some 64 KiB at the most, into `out`, in place of what stood there. Waits for it at
  // most so long. Errors: file_failed; bad_encoding for damaged zstd, what is packed otherwise, and UTF-16.
  Result<State> read(std::string& out, std::chrono::milliseconds wait);

  const std::string& name() const { return name_; }
  // SHA-256 of the file's own bytes, as far as they were read.
  Sha256Digest digest() const { return hash_.digest(); }
  std::uint64_t bytes_read() const { return bytes_read_; }

 private:
  ByteSource(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}
  Result<void> look_at_beginning();
  Result<State> unpack(std::string& out);

  int descriptor_;
  std::string name_;
  Sha256 hash_;
  std::uint64_t bytes_read_ = 0;
  std::string bytes_;                   // as they were read, and from `at_` on not handed out yet
  std::size_t at_ = 0;                  // where it is packed; else 0
  bool known_ = false;                  // whether it is packed
  bool is_at_end_ = false;              // of the file's own bytes
  std::optional<ZstdReader> unpacked_;  // there if it is
};

}  // namespace quorate
