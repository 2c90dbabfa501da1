// Keeps the addresses of hosts for as long as DNS lets them be kept, and no longer than they are wanted.
#pragma once

#include <boost/asio/ip/address.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace quorate {

struct HostAnswer {
  std::vector<boost::asio::ip::address> addresses;  // at least one
  std::vector<std::string> aliases;                 // where CNAME records led from the host, in order
};

// libunbound keeps answers too, but in a thread of its own, and the way there and back costs more than a
// request on a connection that stands.
class AddressCache {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // Nothing is kept for longer than `longest`, and of no more than `most` hosts.
  AddressCache(std::chrono::seconds longest, std::size_t most) : longest_(longest), most_(most) {}

  // What is kept of the host and may still be used at `now`; null when there is nothing.
  const HostAnswer* find(const std::string& host, Time now) const;

  // `lifetime`: what DNS says; one of zero is kept for nobody. May drop what is kept of other hosts.
  void keep(const std::string& host, HostAnswer answer, std::chrono::seconds lifetime, Time now);

 private:
  struct Entry {
    HostAnswer answer;
    Time until;
  };

  void make_room(Time now);

  std::chrono::seconds longest_;
  std::size_t most_;
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace quorate
