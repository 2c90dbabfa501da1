#include "proofs/scan/error_class.hpp"

namespace quorate {

std::string_view text(ErrorClass error) {
  switch (error) {
    case ErrorClass::none:
      return "";
    case ErrorClass::dns:
      return "dns";
    case ErrorClass::tcp:
      return "tcp";
    case ErrorClass::tls:
      return "tls";
    case ErrorClass::timeout:
      return "timeout";
    case ErrorClass::http:
      return "http";
    case ErrorClass::rate:
      return "rate";
    case ErrorClass::robots:
      return "robots";
    case ErrorClass::limit:
      return "limit";
    case ErrorClass::refused:
      return "refused";
    case ErrorClass::transfer:
      return "transfer";
    case ErrorClass::page:
      return "page";
    case ErrorClass::undecided:
      return "undecided";
    case ErrorClass::no_place:
      return "no_place";
  }
  return "";
}

ErrorClass error_class(Outcome outcome, Reason reason) {
  if (outcome != Outcome::unknown) return ErrorClass::none;
  switch (reason) {
    case Reason::dns_failed:
      return ErrorClass::dns;
    case Reason::connect_failed:
      return ErrorClass::tcp;
    case Reason::tls_failed:
      return ErrorClass::tls;
    case Reason::timed_out:
      return ErrorClass::timeout;
    case Reason::access_denied:
    case Reason::server_error:
    case Reason::unexpected_status:
      return ErrorClass::http;
    case Reason::rate_limited:
      return ErrorClass::rate;
    case Reason::robots:
      return ErrorClass::robots;
    case Reason::limit:
    case Reason::not_looked:
      return ErrorClass::limit;
    case Reason::address_refused:
    case Reason::redirect_refused:
      return ErrorClass::refused;
    case Reason::transfer_failed:
      return ErrorClass::transfer;
    case Reason::page_not_understood:
      return ErrorClass::page;
    case Reason::no_service:
    case Reason::no_place:
      return ErrorClass::no_place;
    default:
      return ErrorClass::undecided;
  }
}

}  // namespace quorate
