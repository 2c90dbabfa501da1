// FileLock: lets one process at a time work with a file.
#pragma once

#include "proofs/result.hpp"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>

namespace quorate {

// Held until it is destroyed. The lock stands beside the file, in FILE.lock, which is never removed: whoever
// replaces the file itself would replace a lock on it, too.
class FileLock {
 public:
  // Waits until nobody else holds it. `waiting`: told once, from another thread, when that takes more than a
  // second; a line for people. Errors: file_failed.
  static Result<FileLock> take(const std::filesystem::path& file,
                               const std::function<void(const std::string& line)>& waiting = {});
  // The same without waiting; nothing where somebody else holds it. Errors: file_failed.
  static Result<std::optional<FileLock>> try_take(const std::filesystem::path& file);
  FileLock(FileLock&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileLock& operator=(FileLock&&) = delete;
  FileLock(const FileLock&) = delete;
  FileLock& operator=(const FileLock&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int number) : number_(number) {}
  static Result<FileLock> open(const std::string& beside);
  int number_;
};

}  // namespace quorate
