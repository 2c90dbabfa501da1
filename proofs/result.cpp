#include "proofs/result.hpp"

#include <ostream>
#include <stdexcept>

namespace quorate {

void throw_exception_from_error(const Error& error, const boost::source_location& where) {
  throw std::logic_error(std::string(where.file_name()) + ":" + std::to_string(where.line()) +
                         ": value of a failed Result: " + error.detail);
}

std::string_view name(Code code) {
  switch (code) {
    case Code::internal:
      return "internal";
    case Code::bad_argument:
      return "bad_argument";
    case Code::bad_config:
      return "bad_config";
    case Code::file_failed:
      return "file_failed";
    case Code::store_failed:
      return "store_failed";
    case Code::not_stored:
      return "not_stored";
    case Code::changed_meanwhile:
      return "changed_meanwhile";
    case Code::bad_encoding:
      return "bad_encoding";
    case Code::bad_json:
      return "bad_json";
    case Code::bad_uri:
      return "bad_uri";
    case Code::bad_key:
      return "bad_key";
    case Code::bad_page:
      return "bad_page";
    case Code::no_service:
      return "no_service";
    case Code::dns_failed:
      return "dns_failed";
    case Code::connect_failed:
      return "connect_failed";
    case Code::tls_failed:
      return "tls_failed";
    case Code::timed_out:
      return "timed_out";
    case Code::over_limit:
      return "over_limit";
    case Code::address_refused:
      return "address_refused";
    case Code::redirect_refused:
      return "redirect_refused";
    case Code::transfer_failed:
      return "transfer_failed";
    case Code::not_recorded:
      return "not_recorded";
    case Code::robots_denied:
      return "robots_denied";
    case Code::held_off:
      return "held_off";
  }
  return "internal";
}

std::ostream& operator<<(std::ostream& out, const Error& error) {
  return out << name(error.code) << ": " << error.detail;
}

bool retryable(Code code) {
  switch (code) {
    case Code::dns_failed:
    case Code::connect_failed:
    case Code::tls_failed:
    case Code::timed_out:
    case Code::over_limit:
    case Code::redirect_refused:
    case Code::transfer_failed:
    case Code::bad_page:
    case Code::held_off:
      return true;
    default:
      return false;
  }
}

}  // namespace quorate
