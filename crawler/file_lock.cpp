#include "crawler/file_lock.hpp"

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <fcntl.h>
#include <mutex>
#include <sys/file.h>
#include <thread>
#include <unistd.h>

namespace quorate {
namespace {

constexpr std::chrono::seconds silent{1};  // a wait that nobody need hear of

std::string name_of_lock(const std::filesystem::path& file) { return file.string() + ".lock"; }

Error not_locked(const std::string& beside) {
  return Error{Code::file_failed, beside + ": cannot lock: " + std::strerror(errno)};
}

// Says `line` unless it ends before the silence does.
class Patience {
 public:
  Patience(const std::function<void(const std::string&)>& say, std::string line)
      : thread_([this, say, line = std::move(line)] {
          std::unique_lock guard(mutex_);
          if (!ended_.wait_for(guard, silent, [this] { return over_; })) say(line);
        }) {}
  Patience(const Patience&) = delete;
  Patience& operator=(const Patience&) = delete;
  ~Patience() {
    {
      const std::lock_guard guard(mutex_);
      over_ = true;
    }
    ended_.notify_one();
    thread_.join();
  }

 private:
  std::mutex mutex_;
  std::condition_variable ended_;
  bool over_ = false;
  std::thread thread_;
};

// 0, or errno.
int lock(int number, int how) {
  while (::flock(number, how) != 0)
    if (errno != EINTR) return errno;
  return 0;
}

}  // namespace

Result<FileLock> FileLock::open(const std::string& beside) {
  FileLock opened(::open(beside.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (opened.number_ < 0) return not_locked(beside);
  return opened;
}

Result<FileLock> FileLock::take(const std::filesystem::path& file,
                                const std::function<void(const std::string& line)>& waiting) {
  const std::string beside = name_of_lock(file);
  auto opened = open(beside);
  if (!opened) return opened;
  const int number = opened->number_;
  int failure = lock(number, waiting ? LOCK_EX | LOCK_NB : LOCK_EX);
  if (failure == EWOULDBLOCK) {
    const Patience patience(waiting, "waiting for " + beside + ", which another quorate holds");
    failure = lock(number, LOCK_EX);
  }
  errno = failure;
  if (failure != 0) return not_locked(beside);
  return opened;
}

Result<std::optional<FileLock>> FileLock::try_take(const std::filesystem::path& file) {
  const std::string beside = name_of_lock(file);
  auto opened = open(beside);
  if (!opened) return opened.error();
  const int failure = lock(opened->number_, LOCK_EX | LOCK_NB);
  if (failure == 0) return std::optional<FileLock>(std::move(*opened));
  if (failure == EWOULDBLOCK) return std::optional<FileLock>();
  errno = failure;
  return not_locked(beside);
}

FileLock::~FileLock() {
  if (number_ >= 0) ::close(number_);
}

}  // namespace quorate
