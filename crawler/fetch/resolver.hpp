// Resolver: asks DNS for the addresses of hosts, and for TXT records with their DNSSEC status.
#pragma once

#include "crawler/fetch/address_cache.hpp"
#include "crawler/fetch/settings.hpp"
#include "proofs/observation.hpp"
#include "proofs/result.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/address.hpp>

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace quorate {

class UnboundContext;

struct TxtAnswer {
  std::vector<std::string> records;  // empty: DNS says that there are none
  Dnssec dnssec = Dnssec::insecure;
};

// A thread of libunbound does the work, begun with the first question. `executor` must run one handler at a
// time, and questions are awaited on it.
class Resolver {
 public:
  Resolver(const boost::asio::any_io_executor& executor, const FetchSettings& settings);
  ~Resolver();

  // The host's IPv4 and IPv6 addresses. Not validated by DNSSEC: who answers at an address must
  // prove by its certificate that it is the host, and validation would cost round trips and fail behind
  // resolvers that strip signatures. One kind may be missing or not answered. What was answered is said
  // again for as long as its TTL allows, but no longer than a connection may last. Errors: dns_failed, also
  // when there is no address at all.
  boost::asio::awaitable<Result<HostAnswer>> addresses(std::string host, std::chrono::milliseconds limit);

  // The name servers of a domain; empty: it has none of its own. Not validated: whoever answers for it says
  // so himself. Errors: dns_failed.
  boost::asio::awaitable<Result<std::vector<std::string>>> name_servers(std::string domain,
                                                                        std::chrono::milliseconds limit);

  // The TXT records of `name`, validated from the trust anchors down. Errors: dns_failed, also for bogus
  // answers: what was tampered with says nothing about what is there.
  boost::asio::awaitable<Result<TxtAnswer>> txt(std::string name, std::chrono::milliseconds limit);

  // Ends all questions: they throw system_error(operation_aborted), and so do new ones.
  void stop();

 private:
  std::shared_ptr<UnboundContext> addresses_;  // without anchors
  std::shared_ptr<UnboundContext> records_;    // with them
  AddressCache known_;
};

}  // namespace quorate
