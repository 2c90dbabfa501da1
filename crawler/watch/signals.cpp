#include "crawler/watch/signals.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <string>
#include <sys/signalfd.h>
#include <unistd.h>

namespace quorate {

Result<std::unique_ptr<Signals>> Signals::keep() {
  sigset_t kept;
  sigemptyset(&kept);
  for (const int signal : {SIGTERM, SIGINT, SIGHUP}) sigaddset(&kept, signal);
  const int wrong = ::pthread_sigmask(SIG_BLOCK, &kept, nullptr);
  const int descriptor = wrong == 0 ? ::signalfd(-1, &kept, SFD_NONBLOCK | SFD_CLOEXEC) : -1;
  if (descriptor < 0)
    return Error{Code::internal,
                 std::string("signals cannot be heard: ") + std::strerror(wrong == 0 ? errno : wrong)};
  return std::unique_ptr<Signals>(new Signals(descriptor));
}

Signals::~Signals() { ::close(descriptor_); }

std::optional<int> Signals::next() {
  signalfd_siginfo came{};
  if (::read(descriptor_, &came, sizeof came) != static_cast<ssize_t>(sizeof came)) return std::nullopt;
  return static_cast<int>(came.ssi_signo);
}

}  // namespace quorate
