// OutputFile: a file of lines, packed as zstd frames, that can be cut back to where it was last committed.
#pragma once

#include "crawler/record/zstd.hpp"
#include "proofs/result.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace quorate {

class OutputFile {
 public:
  // Makes the file, or takes the first `keep` bytes of the one that is there and drops the rest. Errors:
  // file_failed, also where it is shorter.
  static Result<OutputFile> open(const std::filesystem::path& file, std::uint64_t keep);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  // Whole lines. Errors: file_failed; then and later.
  void add(std::string_view lines);
  // Ends the frame; a file with no line gets an empty one. When this returns, the file's first so many bytes
  // are on the disk, whatever happens. Errors: file_failed, of this and of every add() before.
  Result<std::uint64_t> commit();

 private:
  OutputFile(int descriptor, std::filesystem::path file, std::uint64_t bytes)
      : descriptor_(descriptor), file_(std::move(file)), bytes_(bytes) {}
  void write_out();

  int descriptor_;
  std::filesystem::path file_;
  std::uint64_t bytes_;
  ZstdWriter packer_;
  std::string packed_;  // not written yet
  Result<void> state_;
};

}  // namespace quorate
