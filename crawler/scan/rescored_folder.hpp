// RescoredFolder: the folder of a scan that is scored again, made under another name until it is whole.
#pragma once

#include "crawler/file_lock.hpp"
#include "crawler/scan/directory.hpp"
#include "crawler/scan/manifest.hpp"

#include <filesystem>
#include <utility>

namespace quorate {

// Who is killed on the way leaves OUT.unfinished without a manifest: no scan that could be gone on with.
class RescoredFolder {
 public:
  // `out` must not be there, or be an empty folder. Errors: bad_argument with what to do, file_failed.
  static Result<RescoredFolder> begin(const std::filesystem::path& out);

  // What was not finished is removed again.
  RescoredFolder(RescoredFolder&& other) noexcept;
  RescoredFolder& operator=(RescoredFolder&&) = delete;
  ~RescoredFolder();

  // Where the new results are written.
  std::filesystem::path results() const { return unfinished_.results(); }

  // Adds the accounts of `from`, the totals and the manifest, which must say that the scan has ended, and
  // gives the folder its name. Errors: file_failed.
  Result<void> finish(const ScanDirectory& from, const Manifest& manifest, const ScanCounts& counts);

 private:
  RescoredFolder(std::filesystem::path out, ScanDirectory unfinished, FileLock lock)
      : out_(std::move(out)), unfinished_(std::move(unfinished)), lock_(std::move(lock)) {}

  std::filesystem::path out_;
  ScanDirectory unfinished_;  // without a path where nothing is to be removed
  FileLock lock_;
};

}  // namespace quorate
