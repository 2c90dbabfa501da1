// Stands between a program and the system (LD_PRELOAD): writes down every address that connect(), sendto(),
// sendmsg() and sendmmsg() are given, and lets only those through that go to the one endpoint
// 127.0.0.1:$CONNECT_LOG_PASS.
#include <arpa/inet.h>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

constexpr std::size_t line_bytes = 128;

// Whether the call may go on. Other families than IP stay on this machine by their nature.
bool note(const char* call, const sockaddr* address) {
  if (address == nullptr || (address->sa_family != AF_INET && address->sa_family != AF_INET6)) return true;
  char text[INET6_ADDRSTRLEN] = "";
  int port = 0;
  if (address->sa_family == AF_INET) {
    const auto* v4 = reinterpret_cast<const sockaddr_in*>(address);
    inet_ntop(AF_INET, &v4->sin_addr, text, sizeof text);
    port = ntohs(v4->sin_port);
  } else {
    const auto* v6 = reinterpret_cast<const sockaddr_in6*>(address);
    inet_ntop(AF_INET6, &v6->sin6_addr, text, sizeof text);
    port = ntohs(v6->sin6_port);
  }
  char line[line_bytes];
  const int length = std::snprintf(line, sizeof line, "%s %s %d\n", call, text, port);
  const int log = open(std::getenv("CONNECT_LOG"), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (write(log, line, static_cast<std::size_t>(length)) != length)
    std::abort();  // a log with holes proves nothing
  close(log);
  return address->sa_family == AF_INET && port == std::atoi(std::getenv("CONNECT_LOG_PASS")) &&
         reinterpret_cast<const sockaddr_in*>(address)->sin_addr.s_addr == htonl(INADDR_LOOPBACK);
}

template <class Function>
Function* original(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" int connect(int socket, const sockaddr* address, socklen_t length) {
  static auto* const real = original<int(int, const sockaddr*, socklen_t)>("connect");
  if (note("connect", address)) return real(socket, address, length);
  errno = ECONNREFUSED;
  return -1;
}

extern "C" ssize_t sendto(int socket, const void* data, size_t size, int flags, const sockaddr* address,
                          socklen_t length) {
  static auto* const real =
      original<ssize_t(int, const void*, size_t, int, const sockaddr*, socklen_t)>("sendto");
  if (note("sendto", address)) return real(socket, data, size, flags, address, length);
  errno = ECONNREFUSED;
  return -1;
}

extern "C" ssize_t sendmsg(int socket, const msghdr* message, int flags) {
  static auto* const real = original<ssize_t(int, const msghdr*, int)>("sendmsg");
  if (note("sendmsg", static_cast<const sockaddr*>(message->msg_name))) return real(socket, message, flags);
  errno = ECONNREFUSED;
  return -1;
}

extern "C" int sendmmsg(int socket, mmsghdr* messages, unsigned count, int flags) {
  static auto* const real = original<int(int, mmsghdr*, unsigned, int)>("sendmmsg");
  bool all_pass = true;
  for (unsigned i = 0; i < count; ++i)
    all_pass = note("sendmmsg", static_cast<const sockaddr*>(messages[i].msg_hdr.msg_name)) && all_pass;
  if (all_pass) return real(socket, messages, count, flags);
  errno = ECONNREFUSED;
  return -1;
}
