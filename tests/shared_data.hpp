// Finds the folder of test data that stands beside the checkout and never inside it: vectors/ and realweb/.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <optional>

namespace quorate {

// The folder that the environment variable QUORATE_SHARED names, else `shared` beside the source folder;
// nothing where there is none. A test whose data is missing says so with WARN and passes.
inline std::optional<std::filesystem::path> shared_data() {
  const char* named = std::getenv("QUORATE_SHARED");
  const std::filesystem::path folder =
      named != nullptr ? std::filesystem::path(named)
                       : std::filesystem::path(QUORATE_SOURCE_DIR).parent_path() / "shared";
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) return std::nullopt;
  return folder;
}

}  // namespace quorate
