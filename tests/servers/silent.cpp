#include "tests/servers/silent.hpp"

#include "tests/servers/process.hpp"

#include <arpa/inet.h>
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace quorate {

// The kernel completes the handshakes of connections that wait to be accepted: nobody needs to.
SilentServer::SilentServer()
    : tcp_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0)),
      udp_(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0)),
      port_(free_port()) {
  constexpr int waiting_connections = 128;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port_));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  const auto* generic = reinterpret_cast<const sockaddr*>(&address);
  if (bind(tcp_, generic, sizeof address) != 0 || listen(tcp_, waiting_connections) != 0 ||
      bind(udp_, generic, sizeof address) != 0)
    throw std::system_error(errno, std::generic_category(), "silent server");
}

SilentServer::~SilentServer() {
  close(tcp_);
  close(udp_);
}

bool SilentServer::was_connected_to() const {
  bool connected = false;
  for (int connection = 0; (connection = accept4(tcp_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;
       close(connection))
    connected = true;
  return connected;
}

}  // namespace quorate
