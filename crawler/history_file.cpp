#include "crawler/history_file.hpp"

#include "crawler/files.hpp"
#include "proofs/history/file/limits.hpp"
#include "proofs/history/file/read.hpp"

namespace quorate {

namespace {

// The file itself where `file` is a link to it, so that all its names have one lock and one content. A link
// that leads nowhere is an error: its target may be on a disk that is not there, and is no empty history.
Result<std::filesystem::path> resolved(const std::filesystem::path& file) {
  std::error_code failure;
  const auto status = std::filesystem::symlink_status(file, failure);
  if (status.type() != std::filesystem::file_type::symlink) return file;
  auto target = std::filesystem::canonical(file, failure);
  if (failure)
    return Error{Code::file_failed, file.string() + ": is a link that leads nowhere: " + failure.message()};
  return target;
}

}  // namespace

Result<OpenHistory> open_history(const std::filesystem::path& given) {
  const auto target = resolved(given);
  if (!target) return target.error();
  const std::filesystem::path& file = *target;
  auto lock = FileLock::take(file);
  if (!lock) return lock.error();
  OpenHistory open{file, std::move(*lock), {}};
  std::error_code failure;
  const auto status = std::filesystem::symlink_status(file, failure);
  if (status.type() == std::filesystem::file_type::not_found) return open;
  const auto bytes = read_file(file, max_history_bytes);
  if (!bytes) return bytes.error();
  auto history = read_history(file.string(), *bytes);
  if (!history) return history.error();
  open.history = std::move(*history);
  return open;
}

Result<void> save_history(const OpenHistory& open, const History& history) {
  return replace_file(open.file, write_history(history), FileMode::secret);
}

}  // namespace quorate
