// FetchSettings: where the fetcher may go and how much of anything it takes.
#pragma once

#include "config/limits.hpp"
#include "crawler/fetch/address.hpp"
#include "crawler/fetch/proxy.hpp"

#include <boost/asio/ip/tcp.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace quorate {

struct FetchLimits {
  std::chrono::milliseconds dns{};         // one DNS question
  std::chrono::milliseconds connect{};     // TCP and TLS, from the first packet
  std::chrono::milliseconds first_byte{};  // from the request to the first byte of the answer
  std::chrono::milliseconds total{};       // the whole fetch, with DNS and redirects
  std::size_t low_speed_bytes = 0;         // a second, on average over low_speed_window; slower is given up
  std::chrono::milliseconds low_speed_window{};
  std::size_t header_bytes = 0;  // of one answer, with interim answers and trailers
  std::size_t header_lines = 0;
  std::size_t body_bytes = 0;         // decoded; for requests that set no limit of their own
  std::size_t decode_ratio = 0;       // decoded bytes per received byte ...
  std::size_t decode_ratio_from = 0;  // ... in answers that decode to more than this
  unsigned redirects = 0;
  std::size_t in_flight = 0;  // fetches at once, as far as is known
  unsigned connections_per_host = 0;
  unsigned connecting_at_once = 0;        // connections being made, to all hosts; 0: any number
  unsigned connections_kept = 0;          // idle ones, of all hosts
  std::chrono::seconds connection_age{};  // an older one is not used again
};

// What limits.yaml says of fetching.
FetchLimits fetch_limits(const Limits& limits);

// When a host's second connection is opened, where several requests wait for the host.
enum class Opening {
  at_once,      // beside the first: one round trip less for hosts that speak HTTP/1.1, for a person who waits
  when_needed,  // when the first has turned out not to carry all of them: fewest handshakes, for crawls
};

struct FetchSettings {
  // Every connection goes here, DNS is not asked (tests, demos).
  std::optional<boost::asio::ip::tcp::endpoint> connect_to;
  // Every connection goes through it; it looks the hosts up. DNS accounts need a resolver beside it.
  std::optional<Proxy> proxy;
  // The address of this machine that connections to the web are made from.
  std::optional<boost::asio::ip::address> local_address;
  // The DNS server to ask; without it, those of /etc/resolv.conf, after /etc/hosts.
  std::optional<boost::asio::ip::tcp::endpoint> resolver;
  // Addresses that are not globally reachable, but allowed, on every port.
  std::vector<AddressRange> allowed;
  // Certificate authorities, PEM. Without it, the system's.
  std::optional<std::string> ca_file;
  // DNSSEC trust anchors. The root's is used when the file exists; without any, all DNS data is insecure.
  std::string root_anchor_file = "/usr/share/dns/root.key";
  std::optional<std::string> extra_anchor_file;
  std::string user_agent = "quorate";
  Opening opening = Opening::at_once;
  FetchLimits limits;
};

}  // namespace quorate
