// A directory of its own for one test, removed with all that stands in it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace quorate {

class TempDirectory {
 public:
  TempDirectory();
  ~TempDirectory();
  TempDirectory(const TempDirectory&) = delete;
  TempDirectory& operator=(const TempDirectory&) = delete;

  const std::filesystem::path& path() const { return path_; }

  // Writes a file, with the folders above it, and gives its full path.
  std::string write(const std::filesystem::path& name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

}  // namespace quorate
