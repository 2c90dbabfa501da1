// ListeningSockets: the open ports of the HTTP API, which outlive the server that takes connections from
// them.
#pragma once

#include "proofs/result.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/ip/tcp.hpp>

#include <utility>
#include <vector>

namespace quorate {

// While one server makes room for the next, connections wait here and none is refused.
class ListeningSockets {
 public:
  // Listens at once. Addresses that `before` has open already (null: none) stay open, with the port that the
  // system chose where 0 was asked for. Errors: bad_config where an address is taken or not of this machine;
  // file_failed where no more files may be open.
  static Result<ListeningSockets> open(const std::vector<boost::asio::ip::tcp::endpoint>& wanted,
                                       const ListeningSockets* before = nullptr);

  // Where they listen, with the ports that the system chose.
  std::vector<boost::asio::ip::tcp::endpoint> endpoints() const;

  // Further descriptors of the same sockets. Whoever closes one must release() it first: an event loop goes
  // on hearing of a socket of which another descriptor is open. Throws where no more files may be open.
  std::vector<boost::asio::ip::tcp::acceptor> acceptors(const boost::asio::any_io_executor& executor) const;

 private:
  class Descriptor {
   public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor();
    Result<Descriptor> copy() const;  // errors: file_failed
    int release() { return std::exchange(number_, -1); }

   private:
    int number_;
  };
  struct Socket {
    boost::asio::ip::tcp::endpoint wanted;
    boost::asio::ip::tcp::endpoint actual;
    Descriptor descriptor;
  };

  std::vector<Socket> sockets_;
};

}  // namespace quorate
