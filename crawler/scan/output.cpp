#include "crawler/scan/output.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace quorate {
namespace {

constexpr std::size_t written_at_once = std::size_t{256} * 1024;

Error failed(const std::filesystem::path& file, std::string_view what) {
  return {Code::file_failed, file.string() + ": " + std::string(what) + ": " + std::strerror(errno)};
}

}  // namespace

Result<OutputFile> OutputFile::open(const std::filesystem::path& file, std::uint64_t keep) {
  const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor < 0) return failed(file, "cannot open");
  OutputFile output(descriptor, file, keep);
  struct stat there {};
  if (::fstat(descriptor, &there) != 0) return failed(file, "cannot look at it");
  if (static_cast<std::uint64_t>(there.st_size) < keep)
    return Error{Code::file_failed, file.string() + ": has " + std::to_string(there.st_size) +
                                        " bytes, and the checkpoint says " + std::to_string(keep)};
  if (::ftruncate(descriptor, static_cast<off_t>(keep)) != 0) return failed(file, "cannot cut it back");
  if (::lseek(descriptor, 0, SEEK_END) < 0) return failed(file, "cannot go to its end");
  return output;
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      file_(std::move(other.file_)),
      bytes_(other.bytes_),
      packer_(std::move(other.packer_)),
      packed_(std::move(other.packed_)),
      state_(std::move(other.state_)) {}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void OutputFile::write_out() {
  std::string_view rest = packed_;
  while (state_ && !rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) {
      state_ = failed(file_, "cannot write");
      break;
    }
    bytes_ += static_cast<std::uint64_t>(written);
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  packed_.clear();
}

void OutputFile::add(std::string_view lines) {
  packer_.add(lines, packed_);
  if (packed_.size() >= written_at_once) write_out();
}

Result<std::uint64_t> OutputFile::commit() {
  packer_.end_frame(packed_);
  if (bytes_ == 0 && packed_.empty()) packer_.add_empty_frame(packed_);
  write_out();
  if (state_ && ::fdatasync(descriptor_) != 0 && errno != EINVAL)
    state_ = failed(file_, "cannot write to the disk");
  if (!state_) return state_.error();
  return bytes_;
}

}  // namespace quorate
