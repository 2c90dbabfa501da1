// Reads and writes local files, with errors that name the file.
#pragma once

#include "proofs/result.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace quorate {

// The whole file. "-" reads standard input. Errors: file_failed, over_limit (more than `max_bytes`).
Result<std::string> read_file(const std::filesystem::path& file, std::size_t max_bytes);

enum class FileMode { secret, shared };  // 0600, 0644 less the umask

// Writes a file that must not exist yet; it is on disk when this returns. Errors: file_failed.
Result<void> create_file(const std::filesystem::path& file, std::string_view bytes, FileMode mode);

// Puts `bytes` in place of the file's content at once (write beside it, fsync, rename). Errors: file_failed.
Result<void> replace_file(const std::filesystem::path& file, std::string_view bytes, FileMode mode);

}  // namespace quorate
