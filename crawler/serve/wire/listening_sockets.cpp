#include "crawler/serve/wire/listening_sockets.hpp"

#include "crawler/fetch/address.hpp"

#include <boost/asio/io_context.hpp>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <stdexcept>
#include <unistd.h>

namespace quorate {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;

Error cannot_listen(const tcp::endpoint& endpoint, const boost::system::error_code& why) {
  return {Code::bad_config, "cannot listen at " + text(endpoint) + ": " + why.message() +
                                "; name another address or port under \"listen\""};
}

Result<void> listen_at(tcp::acceptor& acceptor, const tcp::endpoint& endpoint) {
  boost::system::error_code failed;
  acceptor.open(endpoint.protocol(), failed);
  if (!failed) acceptor.set_option(tcp::acceptor::reuse_address(true), failed);
  if (!failed && endpoint.address().is_v6()) acceptor.set_option(asio::ip::v6_only(true), failed);
  if (!failed) acceptor.bind(endpoint, failed);
  if (!failed) acceptor.listen(asio::socket_base::max_listen_connections, failed);
  if (failed) return cannot_listen(endpoint, failed);
  return {};
}

}  // namespace

ListeningSockets::Descriptor::~Descriptor() {
  if (number_ >= 0) ::close(number_);
}

Result<ListeningSockets::Descriptor> ListeningSockets::Descriptor::copy() const {
  const int number = ::fcntl(number_, F_DUPFD_CLOEXEC, 0);
  if (number < 0)
    return Error{Code::file_failed, std::string("no descriptor for a port: ") + std::strerror(errno)};
  return Descriptor(number);
}

Result<ListeningSockets> ListeningSockets::open(const std::vector<tcp::endpoint>& wanted,
                                                const ListeningSockets* before) {
  ListeningSockets made;
  asio::io_context context;  // never runs: the sockets are only opened
  for (const tcp::endpoint& endpoint : wanted) {
    if (before != nullptr) {
      const auto same = std::find_if(before->sockets_.begin(), before->sockets_.end(),
                                     [&](const Socket& socket) { return socket.wanted == endpoint; });
      if (same != before->sockets_.end()) {
        auto descriptor = same->descriptor.copy();
        if (!descriptor) return descriptor.error();
        made.sockets_.push_back({endpoint, same->actual, std::move(*descriptor)});
        continue;
      }
    }
    tcp::acceptor acceptor(context);
    if (const auto listening = listen_at(acceptor, endpoint); !listening) return listening.error();
    const tcp::endpoint actual = acceptor.local_endpoint();
    auto descriptor = Descriptor(acceptor.release()).copy();  // one that no command inherits
    if (!descriptor) return descriptor.error();
    made.sockets_.push_back({endpoint, actual, std::move(*descriptor)});
  }
  return made;
}

std::vector<tcp::endpoint> ListeningSockets::endpoints() const {
  std::vector<tcp::endpoint> found;
  for (const Socket& socket : sockets_) found.push_back(socket.actual);
  return found;
}

std::vector<tcp::acceptor> ListeningSockets::acceptors(const asio::any_io_executor& executor) const {
  std::vector<tcp::acceptor> made;
  for (const Socket& socket : sockets_) {
    auto descriptor = socket.descriptor.copy();
    if (!descriptor) throw std::runtime_error(descriptor.error().detail);
    made.emplace_back(executor, socket.actual.protocol(), descriptor->release());
  }
  return made;
}

}  // namespace quorate
