#include "crawler/scan/rescored_folder.hpp"

#include "crawler/files.hpp"

#include <optional>
#include <string>
#include <system_error>

namespace quorate {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view unfinished_ending = ".unfinished";

Error failed(const fs::path& file, const std::error_code& error) {
  return {Code::file_failed, file.string() + ": cannot make it: " + error.message()};
}

// The accounts are the same: no second copy where the file system lets it. Nothing writes into the lines of a
// scan that has ended, and both have.
Result<void> share_accounts(const ScanDirectory& from, const ScanDirectory& to) {
  std::error_code error;
  fs::create_hard_link(from.accounts(), to.accounts(), error);
  if (error) fs::copy_file(from.accounts(), to.accounts(), error);
  if (error) return failed(to.accounts(), error);
  return {};
}

}  // namespace

Result<RescoredFolder> RescoredFolder::begin(const fs::path& out) {
  std::error_code error;
  const fs::path named = out.has_filename() ? out : out.parent_path();  // "DIR/"
  if (fs::exists(named, error) && !fs::is_empty(named, error))
    return Error{Code::bad_argument,
                 named.string() + ": is there and holds something; name another folder for the new lines"};
  if (named.has_parent_path()) fs::create_directories(named.parent_path(), error);
  if (error) return failed(named.parent_path(), error);
  ScanDirectory unfinished{named};
  unfinished.path += unfinished_ending;
  const bool made = fs::create_directory(unfinished.path, error);
  if (error) return failed(unfinished.path, error);
  auto lock = FileLock::try_take(unfinished.path / "scan");
  if (!lock) return lock.error();
  if (!*lock) return Error{Code::file_failed, unfinished.path.string() + ": another process is at work here"};
  if (!made)
    return Error{Code::bad_argument,
                 unfinished.path.string() +
                     ": an unfinished rescoring, which cannot be gone on with; remove it and rescore again"};
  return RescoredFolder(named, std::move(unfinished), std::move(**lock));
}

RescoredFolder::RescoredFolder(RescoredFolder&& other) noexcept
    : out_(std::move(other.out_)),
      unfinished_{std::exchange(other.unfinished_.path, fs::path())},
      lock_(std::move(other.lock_)) {}

RescoredFolder::~RescoredFolder() {
  std::error_code ignored;
  if (!unfinished_.path.empty()) fs::remove_all(unfinished_.path, ignored);
}

Result<void> RescoredFolder::finish(const ScanDirectory& from, const Manifest& manifest,
                                    const ScanCounts& counts) {
  if (const auto shared = share_accounts(from, unfinished_); !shared) return shared;
  const auto summed = replace_file(unfinished_.summary(), write_summary(counts, 0, true), FileMode::shared);
  if (!summed) return summed;
  const auto written = replace_file(unfinished_.manifest(), write_manifest(manifest), FileMode::shared);
  if (!written) return written;
  std::error_code error;
  fs::rename(unfinished_.path, out_, error);
  if (error) return failed(out_, error);
  unfinished_.path.clear();
  return {};
}

}  // namespace quorate
