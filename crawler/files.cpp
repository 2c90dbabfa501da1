#include "crawler/files.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace quorate {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ > STDERR_FILENO) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

Error failed(const std::filesystem::path& file, std::string_view doing) {
  return {Code::file_failed, file.string() + ": " + std::string(doing) + ": " + std::strerror(errno)};
}

mode_t bits(FileMode mode) { return mode == FileMode::secret ? 0600 : 0644; }

Result<void> write_whole(int descriptor, const std::filesystem::path& file, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return failed(file, "cannot write");
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  if (::fsync(descriptor) != 0 && errno != EINVAL) return failed(file, "cannot write to the disk");
  return {};
}

// A new name is on disk only when its folder is.
Result<void> sync_folder_of(const std::filesystem::path& file) {
  const std::filesystem::path folder = file.has_parent_path() ? file.parent_path() : ".";
  const Descriptor in(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (in.number() < 0 || (::fsync(in.number()) != 0 && errno != EINVAL))
    return failed(folder, "cannot write to the disk");
  return {};
}

Result<void> write_new(const std::filesystem::path& file, std::string_view bytes, FileMode mode) {
  const Descriptor out(::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, bits(mode)));
  if (out.number() < 0) {
    if (errno == EEXIST)
      return Error{Code::file_failed, file.string() + ": exists already, and is never overwritten"};
    return failed(file, "cannot create");
  }
  auto written = write_whole(out.number(), file, bytes);
  if (!written) ::unlink(file.c_str());
  return written;
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& file, std::size_t max_bytes) {
  const bool standard_input = file == "-";
  const Descriptor in(standard_input ? STDIN_FILENO : ::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (in.number() < 0) return failed(file, "cannot open");
  std::string bytes;
  char part[16384];
  while (true) {
    const ssize_t got = ::read(in.number(), part, sizeof part);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return failed(file, "cannot read");
    if (got == 0) return bytes;
    if (bytes.size() + static_cast<std::size_t>(got) > max_bytes)
      return Error{Code::over_limit, file.string() + ": longer than " + std::to_string(max_bytes) + " bytes"};
    bytes.append(part, static_cast<std::size_t>(got));
  }
}

Result<void> create_file(const std::filesystem::path& file, std::string_view bytes, FileMode mode) {
  return write_new(file, bytes, mode);
}

Result<void> replace_file(const std::filesystem::path& file, std::string_view bytes, FileMode mode) {
  std::filesystem::path beside = file;
  beside += ".new." + std::to_string(::getpid());
  if (auto written = write_new(beside, bytes, mode); !written) return written;
  if (::rename(beside.c_str(), file.c_str()) != 0) {
    const Error error = failed(file, "cannot replace");
    ::unlink(beside.c_str());
    return error;
  }
  return sync_folder_of(file);
}

}  // namespace quorate
