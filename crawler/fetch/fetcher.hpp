// Fetcher: turns a Request into the Observation of what the world answered. The only I/O of the program.
#pragma once

#include "crawler/fetch/exchange.hpp"
#include "crawler/fetch/settings.hpp"
#include "proofs/observation.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <memory>
#include <string>

namespace quorate {

class Fetcher {
 public:
  virtual ~Fetcher() = default;

  // Looks once. Trusts of `request` only that its owner means it: host, address and everything that comes
  // back are checked. Whatever the world does ends as an Observation, with an error when not all of the
  // answer was received; the codes are dns_failed, connect_failed, tls_failed, timed_out, over_limit,
  // address_refused, redirect_refused, transfer_failed, and bad_uri, bad_argument, file_failed for a request
  // or setting that makes no sense. Throws boost::system::system_error(operation_aborted) when cancelled, or
  // when the fetcher goes away meanwhile.
  virtual boost::asio::awaitable<Observation> fetch(Request request) = 0;

  // Sends this body with POST, to a URL and without redirects; otherwise the same. Fetchers that only look
  // answer with bad_argument.
  virtual boost::asio::awaitable<Observation> post(Request request, std::string body);
};

// Looks at the live internet. `executor` must run one handler at a time (an io_context run by one thread, or
// a strand) and outlive the fetcher; fetch() is awaited on it. Any number of fetches may run at once. SIGPIPE
// is ignored from then on in the whole process, because a peer that hangs up must not end it, and the process
// may have as many files open as the system grants it. `log`, where given, must outlive the fetcher.
std::unique_ptr<Fetcher> make_fetcher(const boost::asio::any_io_executor& executor, FetchSettings settings,
                                      ExchangeLog* log = nullptr);

}  // namespace quorate
