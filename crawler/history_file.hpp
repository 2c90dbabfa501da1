// Reads and replaces the history file of one contact.
#pragma once

#include "crawler/file_lock.hpp"
#include "proofs/history/history.hpp"

#include <filesystem>

namespace quorate {

// A history and the lock under which it was read: nobody else changes the file until this is destroyed.
struct OpenHistory {
  std::filesystem::path file;  // no link
  FileLock lock;
  History history;  // empty where there is no file yet
};

// `file` may be a link; its target is read, locked and replaced. Only a file that is not there is an empty
// history: one that cannot be read or understood is an error. Errors: file_failed, and those of
// `read_history`.
Result<OpenHistory> open_history(const std::filesystem::path& file);

// Puts the history in place of the file's content at once; only its owner may read it. Errors: file_failed.
Result<void> save_history(const OpenHistory& open, const History& history);

}  // namespace quorate
