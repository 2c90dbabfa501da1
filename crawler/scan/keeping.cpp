#include "crawler/scan/keeping.hpp"

#include "crawler/files.hpp"

#include <system_error>
#include <utility>

namespace quorate {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t max_manifest_bytes = std::size_t{16} * 1024 * 1024;  // some hundred thousand runs

// What a process leaves that is killed while it replaces a file.
void remove_leftovers(const fs::path& folder) {
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, ignored))
    if (entry.path().filename().string().find(".json.new.") != std::string::npos)
      fs::remove(entry.path(), ignored);
}

Error at(const fs::path& file, const Error& error) {
  return {error.code, file.string() + ": " + error.detail};
}

Result<Manifest> load_manifest(const fs::path& file) {
  const auto bytes = read_file(file, max_manifest_bytes);
  if (!bytes) return bytes.error();
  auto manifest = read_manifest(*bytes);
  if (!manifest) return at(file, manifest.error());
  return manifest;
}

Result<Checkpoint> load_checkpoint(const fs::path& file) {
  std::error_code ignored;
  if (!fs::exists(file, ignored)) return Checkpoint{};  // killed before the first one
  const auto bytes = read_file(file, max_manifest_bytes);
  if (!bytes) return bytes.error();
  auto checkpoint = read_checkpoint(*bytes);
  if (!checkpoint) return at(file, checkpoint.error());
  return checkpoint;
}

}  // namespace

Result<ScanKeeping> ScanKeeping::prepare(const ScanDirectory& directory, Beginning beginning,
                                         Manifest manifest) {
  std::error_code failed;
  const std::string name = directory.path.string();
  const Error nothing_to_resume{Code::bad_argument,
                                name + ": holds no scan to go on with; leave --resume out"};
  if (beginning == Beginning::resumed && !fs::exists(directory.manifest(), failed)) return nothing_to_resume;
  fs::create_directories(directory.path, failed);
  if (failed) return Error{Code::file_failed, name + ": cannot make it: " + failed.message()};
  auto lock = FileLock::try_take(directory.path / "scan");
  if (!lock) return lock.error();
  if (!*lock)
    return Error{Code::file_failed,
                 (directory.path / "scan.lock").string() + ": another process is at work here"};
  const bool holds_scan = fs::exists(directory.manifest(), failed);
  const bool holds_lines =
      fs::exists(directory.results(), failed) || fs::exists(directory.accounts(), failed);
  Checkpoint checkpoint;
  if (beginning == Beginning::anew) {
    if (holds_scan || holds_lines)
      return Error{Code::bad_argument,
                   name + ": holds a scan; go on with it by --resume, or name another folder"};
  } else {
    if (!holds_scan) return nothing_to_resume;
    remove_leftovers(directory.path);
    auto earlier = load_manifest(directory.manifest());
    if (!earlier) return earlier.error();
    if (const auto differs = difference(earlier->configuration, manifest.configuration))
      return Error{Code::bad_argument, name + ": cannot go on with this scan: " + *differs};
    auto kept = load_checkpoint(directory.checkpoint());
    if (!kept) return kept.error();
    checkpoint = std::move(*kept);
    manifest.runs = std::move(earlier->runs);
    manifest.ended = earlier->ended;
    if (earlier->ended) manifest.input_sha256 = earlier->input_sha256;
  }
  return ScanKeeping(directory, std::move(**lock), std::move(manifest), std::move(checkpoint));
}

Result<void> ScanKeeping::begin(UnixTime now) {
  if (!manifest_.ended) manifest_.runs.push_back({now, 0});
  return replace_file(directory_.manifest(), write_manifest(manifest_), FileMode::shared);
}

Result<ScanKeeping> ScanKeeping::open(const ScanDirectory& directory, Beginning beginning, Manifest manifest,
                                      UnixTime now) {
  auto keeping = prepare(directory, beginning, std::move(manifest));
  if (!keeping) return keeping;
  if (const auto begun = keeping->begin(now); !begun) return begun.error();
  return keeping;
}

Result<void> ScanKeeping::finish(const ScanCounts& counts, std::int64_t active_ms, bool ended, UnixTime now,
                                 std::optional<std::string> input_sha256) {
  manifest_.ended = ended;
  manifest_.runs.back().ended = now;
  if (input_sha256) manifest_.input_sha256 = std::move(input_sha256);
  const auto summed =
      replace_file(directory_.summary(), write_summary(counts, active_ms, ended), FileMode::shared);
  if (!summed) return summed;
  return replace_file(directory_.manifest(), write_manifest(manifest_), FileMode::shared);
}

}  // namespace quorate
