// ScanInput: hands out the targets of a scan's input one by one.
#pragma once

#include "config/target/target.hpp"
#include "crawler/scan/byte_source.hpp"

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace quorate {

struct InputRecord {
  std::uint64_t line = 0;
  Result<Target> target = Error{};
};

class ScanInput {
 public:
  // `format`: nothing: by the name (.csv, .ndjson, .jsonl, .json, each also with .zst), else by the first
  // character that is no white space. Errors: file_failed.
  static Result<ScanInput> open(const std::string& file, std::optional<InputFormat> format);

  // The next record that is at hand; nothing where more must be read first, or where it has ended.
  std::optional<InputRecord> next();
  // Reads a part, and waits for it at most so long. May be called on another thread, while nobody calls
  // next(). Errors: file_failed; bad_encoding for what is no text; bad_argument for a CSV header that names
  // no account.
  Result<void> read(std::chrono::milliseconds wait);
  bool has_ended() const { return ended_ && records_.empty(); }

  // SHA-256 of the records handed out so far, each with a line feed.
  Sha256Digest taken_digest() const { return taken_.digest(); }
  // SHA-256 of the file's own bytes, once it has ended.
  Sha256Digest file_digest() const { return source_.digest(); }

 private:
  struct Raw {
    std::uint64_t line = 0;
    std::string bytes;
    bool too_long = false;
  };

  ScanInput(ByteSource source, std::optional<InputFormat> format)
      : source_(std::move(source)), format_(format) {}
  void begin(InputFormat format);
  Result<void> keep(std::string_view bytes);

  ByteSource source_;
  std::optional<InputFormat> format_;
  std::optional<RecordSplitter> splitter_;
  std::optional<TargetReader> reader_;
  bool wants_header_ = false;
  bool ended_ = false;
  std::string part_;
  std::string beginning_;  // until the format is known
  std::deque<Raw> records_;
  Sha256 taken_;
};

}  // namespace quorate
