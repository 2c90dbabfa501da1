#include "bench/crowd/serve.hpp"

#include "bench/crowd/connection.hpp"
#include "bench/crowd/issuer.hpp"

#include <array>
#include <csignal>
#include <iostream>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <optional>
#include <queue>
#include <stdexcept>
#include <sys/epoll.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unordered_map>

namespace quorate {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int backlog = 4096;
constexpr int events_at_once = 64;

int choose_protocol(SSL*, const unsigned char** out, unsigned char* out_size, const unsigned char* in,
                    unsigned in_size, void*) {
  static constexpr unsigned char known[] = "\x02h2\x08http/1.1";
  unsigned char* chosen = nullptr;
  if (SSL_select_next_proto(&chosen, out_size, known, sizeof(known) - 1, in, in_size) !=
      OPENSSL_NPN_NEGOTIATED)
    return SSL_TLSEXT_ERR_NOACK;
  *out = chosen;
  return SSL_TLSEXT_ERR_OK;
}

struct TlsEnd {
  void operator()(SSL_CTX* tls) const { SSL_CTX_free(tls); }
};

class Host {
 public:
  Host(const CrowdServer& server, Counter& counter)
      : counter_(counter), tls_(SSL_CTX_new(TLS_server_method())) {
    const std::string& certificate = server.authority.empty() ? server.certificate : server.authority;
    if (SSL_CTX_use_certificate_chain_file(tls_.get(), certificate.c_str()) != 1 ||
        SSL_CTX_use_PrivateKey_file(tls_.get(), server.key.c_str(), SSL_FILETYPE_PEM) != 1)
      throw std::runtime_error("the certificate or its key cannot be read");
    if (!server.authority.empty()) {
      issuer_.emplace(SSL_CTX_get0_certificate(tls_.get()), SSL_CTX_get0_privatekey(tls_.get()));
      SSL_CTX_set_cert_cb(tls_.get(), &Issuer::choose, &*issuer_);
    }
    SSL_CTX_set_alpn_select_cb(tls_.get(), &choose_protocol, nullptr);
    SSL_CTX_set_mode(tls_.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    listen_at(server.port);
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigprocmask(SIG_BLOCK, &ends, nullptr);
    ends_ = signalfd(-1, &ends, SFD_CLOEXEC);
    watch(ends_, EPOLLIN, EPOLL_CTL_ADD);
    watch(listener_, EPOLLIN, EPOLL_CTL_ADD);
  }

  CrowdCounts run() {
    std::array<epoll_event, events_at_once> events;
    while (true) {
      const int count = epoll_wait(epoll_, events.data(), events_at_once, milliseconds_to_next());
      for (int i = 0; i < count; ++i) {
        const int socket = events[static_cast<std::size_t>(i)].data.fd;
        if (socket == ends_) return counts_;
        if (socket == listener_) {
          accept_all();
        } else if (const auto found = guests_.find(socket); found != guests_.end()) {
          after(socket, found->second, found->second.connection->move());
        }
      }
      answer_late_ones();
    }
  }

 private:
  struct Guest {
    std::unique_ptr<Connection> connection;
    std::uint64_t number = 0;
    bool waits_to_write = false;
  };
  struct Late {
    Clock::time_point time;
    int socket;
    std::uint64_t number;
    std::int32_t stream;
    bool operator<(const Late& other) const { return time > other.time; }
  };

  void listen_at(std::uint16_t port) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    const int on = 1;
    setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    sockaddr_in here{};
    here.sin_family = AF_INET;
    here.sin_port = htons(port);
    here.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(here);
    if (bind(listener_, reinterpret_cast<sockaddr*>(&here), size) != 0 || listen(listener_, backlog) != 0)
      throw std::runtime_error("cannot listen at port " + std::to_string(port));
    getsockname(listener_, reinterpret_cast<sockaddr*>(&here), &size);
    std::cout << "port " << ntohs(here.sin_port) << std::endl;
  }

  void watch(int socket, std::uint32_t what, int change) {
    epoll_event event{};
    event.events = what;
    event.data.fd = socket;
    epoll_ctl(epoll_, change, socket, &event);
  }

  void accept_all() {
    while (true) {
      const int socket = accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
      if (socket < 0) return;
      const int on = 1;
      setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
      const std::uint64_t number = ++counts_.connections;
      const auto later = [this, socket, number](std::chrono::milliseconds after, std::int32_t stream) {
        late_.push({Clock::now() + after, socket, number, stream});
      };
      guests_[socket] = {std::make_unique<Connection>(tls_.get(), socket, counter_, later), number, false};
      watch(socket, EPOLLIN, EPOLL_CTL_ADD);
    }
  }

  void after(int socket, Guest& guest, Connection::After what) {
    if (what == Connection::After::is_over) {
      guests_.erase(socket);
      return;
    }
    if (guest.connection->wants_to_write() == guest.waits_to_write) return;
    guest.waits_to_write = guest.connection->wants_to_write();
    watch(socket, guest.waits_to_write ? EPOLLIN | EPOLLOUT : EPOLLIN, EPOLL_CTL_MOD);
  }

  int milliseconds_to_next() const {
    if (late_.empty()) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(late_.top().time - Clock::now()).count();
    return left < 0 ? 0 : static_cast<int>(left);
  }

  void answer_late_ones() {
    while (!late_.empty() && late_.top().time <= Clock::now()) {
      const Late late = late_.top();
      late_.pop();
      const auto found = guests_.find(late.socket);
      if (found != guests_.end() && found->second.number == late.number)
        after(late.socket, found->second, found->second.connection->due(late.stream));
    }
  }

  Counter& counter_;
  std::unique_ptr<SSL_CTX, TlsEnd> tls_;
  std::optional<Issuer> issuer_;
  int epoll_ = epoll_create1(EPOLL_CLOEXEC);
  int listener_ = -1;
  int ends_ = -1;
  CrowdCounts counts_;
  std::unordered_map<int, Guest> guests_;
  std::priority_queue<Late> late_;
};

}  // namespace

CrowdCounts serve_crowd(const CrowdServer& server, Counter& counter) {
  std::signal(SIGPIPE, SIG_IGN);
  return Host(server, counter).run();
}

}  // namespace quorate
