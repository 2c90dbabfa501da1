// Result and Error: how every function of quorate says that it could not do what it was asked.
#pragma once

#include <boost/system/result.hpp>

#include <iosfwd>
#include <string>
#include <string_view>

namespace quorate {

// What went wrong, for programs. `Error::detail` is for people and is never parsed.
enum class Code {
  internal,           // a fault of quorate itself
  bad_argument,       // the command line or a function's input makes no sense
  bad_config,         // a configuration, policy, service or contact file is wrong
  file_failed,        // a local file could not be read or written
  store_failed,       // the daemon's store could not be read or written
  not_stored,         // the store holds nothing of that name or number
  changed_meanwhile,  // somebody else changed what the write started from
  bad_encoding,       // bytes are not base64, hex or msgpack as the format wants them
  bad_json,           // bytes are not the strict JSON that the format wants
  bad_uri,            // an account URI, mimi: URI or host name is not canonical
  bad_key,            // a key is malformed, of an unsupported kind or unsafe
  bad_page,           // a page could not be understood: shape, charset or owner not as described
  no_service,         // no service entry describes this account
  dns_failed,         // no usable answer from DNS (timeout, SERVFAIL, bogus)
  connect_failed,     // no TCP connection
  tls_failed,         // TLS handshake or certificate verification failed
  timed_out,          // no complete answer within the time limit
  over_limit,         // an answer is larger than a limit allows; nothing of it is used
  address_refused,    // the address is not globally reachable and not allowed
  redirect_refused,   // the server points to a place that may not be followed
  transfer_failed,    // the connection broke or the peer broke the protocol
  not_recorded,       // a replayed record does not hold the question
  robots_denied,      // the host's robots.txt does not let this program look
  held_off,           // not asked: the host wants fewer requests, for longer than we wait
};

struct Error {
  Code code = Code::internal;
  std::string detail;
};

template <class T>
using Result = boost::system::result<T, Error>;

// Raised by Result::value() on an error: asking for a value that is not there is a bug of the caller.
[[noreturn]] void throw_exception_from_error(const Error& error, const boost::source_location& where);

// The code's name as reports print it, for example "dns_failed".
std::string_view name(Code code);

// "dns_failed: no answer from 192.0.2.1", for tests and logs.
std::ostream& operator<<(std::ostream& out, const Error& error);

// Whether the same request may succeed later. The only place that decides this.
bool retryable(Code code);

}  // namespace quorate
