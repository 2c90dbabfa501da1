#include "crawler/file_lock.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace quorate {

Result<FileLock> FileLock::take(const std::filesystem::path& file) {
  const std::string beside = file.string() + ".lock";
  const auto failed = [&] {
    return Error{Code::file_failed, beside + ": cannot lock: " + std::strerror(errno)};
  };
  FileLock lock(::open(beside.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (lock.number_ < 0) return failed();
  while (::flock(lock.number_, LOCK_EX) != 0)
    if (errno != EINTR) return failed();
  return lock;
}

Result<FileLock> FileLock::try_take(const std::filesystem::path& file) {
  const std::string beside = file.string() + ".lock";
  FileLock lock(::open(beside.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (lock.number_ >= 0 && ::flock(lock.number_, LOCK_EX | LOCK_NB) == 0) return lock;
  return Error{Code::file_failed,
               beside + (errno == EWOULDBLOCK ? std::string(": another process is at work here")
                                              : std::string(": cannot lock: ") + std::strerror(errno))};
}

FileLock::~FileLock() {
  if (number_ >= 0) ::close(number_);
}

}  // namespace quorate
