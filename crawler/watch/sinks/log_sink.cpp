#include "crawler/watch/sinks/log_sink.hpp"

#include "crawler/watch/sinks/event_json.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace quorate {
namespace {

Result<void> write_all(int descriptor, std::string_view bytes, const std::string& file) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return Error{Code::file_failed, file + ": cannot write: " + std::strerror(errno)};
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

}  // namespace

boost::asio::awaitable<Result<void>> LogSink::deliver(const StoredEvent& event) {
  const std::string line = event_line(event) + "\n";
  if (file_ == "-") co_return write_all(STDOUT_FILENO, line, "standard output");
  constexpr int mode = 0640;  // who administrates the machine may read along
  const int descriptor = ::open(file_.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, mode);
  if (descriptor < 0) co_return Error{Code::file_failed, file_ + ": cannot open: " + std::strerror(errno)};
  Result<void> done = write_all(descriptor, line, file_);
  if (done && ::fdatasync(descriptor) != 0 && errno != EINVAL)
    done = Error{Code::file_failed, file_ + ": cannot write: " + std::strerror(errno)};
  ::close(descriptor);
  co_return done;
}

}  // namespace quorate
