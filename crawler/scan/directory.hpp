// ScanDirectory: where the files of a scan stand.
#pragma once

#include <filesystem>

namespace quorate {

struct ScanDirectory {
  std::filesystem::path path;

  std::filesystem::path results() const { return path / "results.ndjson.zst"; }
  std::filesystem::path accounts() const { return path / "accounts.ndjson.zst"; }
  std::filesystem::path manifest() const { return path / "manifest.json"; }
  std::filesystem::path summary() const { return path / "summary.json"; }
  std::filesystem::path checkpoint() const { return path / "checkpoint.json"; }
};

}  // namespace quorate
