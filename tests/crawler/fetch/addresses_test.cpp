// Hosts with several addresses, of which some do not answer.
#include "tests/crawler/fetch/web.hpp"
#include "tests/servers/bind.hpp"
#include "tests/show.hpp"

#include <array>
#include <cerrno>
#include <netinet/in.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace quorate {
namespace {

using std::chrono::milliseconds;

// The web server stands on 127.0.0.1 alone. DNS answers change their order from one to the next.
const Zone several{"several.test",
                   "three IN A 127.0.0.2\nthree IN A 127.0.0.3\nthree IN A 127.0.0.1\n"
                   "both IN AAAA ::1\nboth IN A 127.0.0.2\nboth IN A 127.0.0.3\nboth IN A 127.0.0.1\n"
                   "deaf IN A 127.0.0.4\ndeaf IN A 127.0.0.1\n",
                   false,
                   {}};
constexpr int orders = 4;  // often enough that an address without a server has been the first

// A port of 127.0.0.4 that neither takes a connection nor refuses it: its queue is full.
class DeafServer {
 public:
  explicit DeafServer(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK + 3);
    const auto* generic = reinterpret_cast<const sockaddr*>(&address);
    for (int& each : sockets_) each = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (bind(sockets_[0], generic, sizeof address) != 0 || listen(sockets_[0], 0) != 0)
      throw std::system_error(errno, std::generic_category(), "deaf server");
    for (std::size_t i = 1; i < sockets_.size(); ++i) {
      const int started = ::connect(sockets_[i], generic, sizeof address);
      if (started != 0 && errno != EINPROGRESS)
        throw std::system_error(errno, std::generic_category(), "deaf server");
    }
  }
  ~DeafServer() {
    for (const int each : sockets_) close(each);
  }
  DeafServer(const DeafServer&) = delete;
  DeafServer& operator=(const DeafServer&) = delete;

 private:
  std::array<int, 4> sockets_{};  // the one that listens, and those that fill its queue
};

class Town {
 public:
  Town() {
    settings_.resolver = parse_endpoint("127.0.0.1:" + std::to_string(bind_.port())).value();
    settings_.limits = shipped_limits();
    settings_.ca_file = authority_.file();
    settings_.allowed = {parse_range("127.0.0.0/8").value(), parse_range("::1/128").value()};
  }
  void fetch_in_each_order(const std::string& name) const {
    for (int i = 0; i < orders; ++i) {
      const std::string port = std::to_string(nginx_.port());
      const Observation seen = fetch_one(settings_, page("https://" + name + ".several.test:" + port + "/"));
      CHECK(failure(seen) == "");
      CHECK(seen.peer == "127.0.0.1:" + port);
    }
  }
  int port() const { return nginx_.port(); }
  FetchLimits& limits() { return settings_.limits; }

 private:
  CertificateAuthority authority_;
  TempDirectory files_;
  Nginx nginx_{
      files_, virtual_host(authority_.issue({"three.several.test", "both.several.test", "deaf.several.test"}),
                           "_", "location / { return 200 $host; }")};
  Bind bind_{{several}};
  FetchSettings settings_;
};

}  // namespace

TEST_CASE("fetch: two or three addresses that refuse, the third or fourth is connected to") {
  const Town town;
  town.fetch_in_each_order("three");
  town.fetch_in_each_order("both");
}

TEST_CASE(
    "fetch: an address that does not answer, the next one is connected to within the time for connecting") {
  Town town;
  town.limits().connect = milliseconds(4000);
  const DeafServer deaf(town.port());
  town.fetch_in_each_order("deaf");
}

}  // namespace quorate
