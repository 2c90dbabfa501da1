// LineFile: reads the lines of a file, packed as .zst or not, one after the other.
#pragma once

#include "crawler/scan/byte_source.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace quorate {

// Memory: one part of the file and its longest line.
class LineFile {
 public:
  // Errors: file_failed.
  static Result<LineFile> open(const std::string& file);

  // Without its line end, valid until the next call; nothing after the last one. Errors: file_failed;
  // bad_encoding for what is damaged or cut off, inside of a line too; over_limit for a line of more than 64
  // MiB.
  Result<std::optional<std::string_view>> next();
  std::uint64_t line() const { return line_; }  // of the last one, from 1

 private:
  explicit LineFile(ByteSource source, std::string name)
      : source_(std::move(source)), name_(std::move(name)) {}

  ByteSource source_;
  std::string name_;
  std::string bytes_;
  std::string part_;
  std::size_t at_ = 0;  // where in `bytes_` the next line begins
  std::uint64_t line_ = 0;
  bool ended_ = false;
};

}  // namespace quorate
