// Record files: WARC records, each a gzip member of its own, closed by a seal over all of them.
#pragma once

#include "crawler/record/warc.hpp"
#include "proofs/result.hpp"

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>

namespace quorate {

// The last record of a file is a `metadata` record of this content type, whose block is
//   records: N CRLF
//   seal: sha256:HEX CRLF
// with HEX = chain(member N) and chain(i) = SHA-256(chain(i - 1) || SHA-256(member i)), chain(0) = 32 zero
// bytes, over the compressed bytes. It shows that nothing was lost or altered by accident. Whoever alters a
// file on purpose can seal it anew.
inline constexpr std::string_view seal_type = "application/x-quorate-seal";

class SealChain {
 public:
  void add(std::string_view member);
  std::string block() const;
  std::uint64_t records() const { return records_; }

 private:
  std::string value_ = std::string(32, '\0');  // NOLINT: the length of a SHA-256
  std::uint64_t records_ = 0;
};

// Writes a file that must not exist yet. A file without a seal is refused by read_record_file.
class RecordFileWriter {
 public:
  // `seed`: random bytes, 16 or more, from which all ids are made: no other file ever has the same (WARC 1.1
  // section 5.2). Errors: file_failed.
  static Result<RecordFileWriter> create(const std::filesystem::path& file, std::string seed);

  // Errors: file_failed; then the file is not worth keeping.
  Result<void> add(const WarcRecord& record);
  Result<void> seal(std::string date);
  // The id of the next record: "<urn:uuid:...>", from the seed and what the file holds so far.
  std::string next_id();

 private:
  RecordFileWriter(std::filesystem::path file, std::string seed)
      : file_(std::move(file)), seed_(std::move(seed)) {}
  Result<void> failed() const;

  std::filesystem::path file_;
  std::string seed_;
  std::ofstream out_;
  SealChain chain_;
  std::uint64_t ids_ = 0;
};

struct Member {
  std::uint64_t offset = 0;
  WarcRecord record;
};

// Reads the whole file, which nobody need trust, and gives every record but the seal to `take`, whose error
// ends the reading. Success: everything is there, and as it was written. Errors: file_failed, and for a file
// that is truncated, altered or not sealed bad_encoding with the offset of the record.
Result<void> read_record_file(const std::filesystem::path& file,
                              const std::function<Result<void>(Member)>& take);

// The one record that begins at `offset`.
Result<WarcRecord> read_record_at(const std::filesystem::path& file, std::uint64_t offset);

}  // namespace quorate
