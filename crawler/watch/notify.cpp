#include "crawler/watch/notify.hpp"

#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace quorate {

ServiceManager ServiceManager::from_environment() {
  ServiceManager manager;
  if (const char* socket = std::getenv("NOTIFY_SOCKET")) manager.socket_ = socket;
  const char* pid = std::getenv("WATCHDOG_PID");
  const char* time = std::getenv("WATCHDOG_USEC");
  const bool ours = pid == nullptr || std::to_string(::getpid()) == pid;
  std::int64_t microseconds = 0;
  if (time != nullptr && ours) std::from_chars(time, time + std::strlen(time), microseconds);
  if (microseconds > 1) manager.interval_ = std::chrono::microseconds(microseconds / 2);
  return manager;
}

void ServiceManager::ready(std::string_view status) const { send("READY=1\nSTATUS=" + std::string(status)); }
void ServiceManager::stopping() const { send("STOPPING=1"); }
void ServiceManager::alive() const { send("WATCHDOG=1"); }

void ServiceManager::reloading() const {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  constexpr std::int64_t million = 1'000'000;
  send("RELOADING=1\nMONOTONIC_USEC=" + std::to_string(now.tv_sec * million + now.tv_nsec / 1'000));
}

// A path, or with "@" a name in the abstract namespace. Whatever fails: the manager will see that nothing
// came.
void ServiceManager::send(const std::string& state) const {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (socket_.size() < 2 || socket_.size() >= sizeof(address.sun_path)) return;
  std::memcpy(address.sun_path, socket_.data(), socket_.size());
  if (address.sun_path[0] == '@') address.sun_path[0] = '\0';
  const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return;
  const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket_.size());
  static_cast<void>(::sendto(descriptor, state.data(), state.size(), MSG_NOSIGNAL,
                             reinterpret_cast<const sockaddr*>(&address), length));
  ::close(descriptor);
}

}  // namespace quorate
