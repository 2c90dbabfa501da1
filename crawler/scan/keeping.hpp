// ScanKeeping: the folder of a scan, made anew or taken up again, while one process works on it.
#pragma once

#include "crawler/file_lock.hpp"
#include "crawler/scan/checkpoint.hpp"
#include "crawler/scan/directory.hpp"
#include "crawler/scan/manifest.hpp"

#include <optional>

namespace quorate {

enum class Beginning { anew, resumed };

class ScanKeeping {
 public:
  // Anew: makes the folder where it is not there; it must hold no scan. Resumed: it must hold one with the
  // same configuration. `manifest` is what the scan is now; of an earlier one its runs are taken over. Until
  // `begin` the folder holds no more of a scan than before. Errors: file_failed, bad_argument with what
  // differs or what to do.
  static Result<ScanKeeping> prepare(const ScanDirectory& directory, Beginning beginning, Manifest manifest);
  // Writes the manifest, with one run more where there is anything left to do. Errors: file_failed.
  Result<void> begin(UnixTime now);
  // Both.
  static Result<ScanKeeping> open(const ScanDirectory& directory, Beginning beginning, Manifest manifest,
                                  UnixTime now);

  const Checkpoint& checkpoint() const { return checkpoint_; }
  bool has_ended() const { return manifest_.ended; }
  std::size_t runs() const { return manifest_.runs.size(); }

  // After begin(). Writes manifest and summary. Errors: file_failed.
  Result<void> finish(const ScanCounts& counts, std::int64_t active_ms, bool ended, UnixTime now,
                      std::optional<std::string> input_sha256);

 private:
  ScanKeeping(ScanDirectory directory, FileLock lock, Manifest manifest, Checkpoint checkpoint)
      : directory_(std::move(directory)),
        lock_(std::move(lock)),
        manifest_(std::move(manifest)),
        checkpoint_(std::move(checkpoint)) {}

  ScanDirectory directory_;
  FileLock lock_;
  Manifest manifest_;
  Checkpoint checkpoint_;
};

}  // namespace quorate
