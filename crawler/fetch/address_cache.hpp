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

  // Nothing is kept for longer than `longest`, of no more than `most` hosts, and in no more than `most_bytes`
  // by bytes_of(). An answer is kept whole or not at all: one of its last addresses may be what denies it.
  AddressCache(std::chrono::seconds longest, std::size_t most, std::size_t most_bytes)
      : longest_(longest), most_(most), most_bytes_(most_bytes) {}

  // About how much memory an answer takes.
  static std::size_t bytes_of(const std::string& host, const HostAnswer& answer);

  // What is kept of the host and may still be used at `now`; null when there is nothing.
  const HostAnswer* find(const std::string& host, Time now) const;

  // `lifetime`: what DNS says; one of zero is kept for nobody, and neither is an answer larger than all that
  // may be kept. May drop what is kept of other hosts.
  void keep(const std::string& host, HostAnswer answer, std::chrono::seconds lifetime, Time now);

 private:
  struct Entry {
    HostAnswer answer;
    Time until;
    std::size_t bytes = 0;
  };

  bool has_room(std::size_t bytes) const;
  void make_room(std::size_t bytes, Time now);
  void drop(const std::string& host);

  std::chrono::seconds longest_;
  std::size_t most_;
  std::size_t most_bytes_;
  std::size_t bytes_ = 0;  // of all entries
  std::unordered_map<std::string, Entry> entries_;
};

}  // namespace quorate
