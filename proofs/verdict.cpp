#include "proofs/verdict.hpp"

namespace quorate {

std::string_view text(Outcome outcome) {
  switch (outcome) {
    case Outcome::unknown:
      return "unknown";
    case Outcome::absent:
      return "absent";
    case Outcome::refuted:
      return "refuted";
    case Outcome::proven:
      return "proven";
  }
  return "unknown";
}

std::string_view text(Reason reason) {
  switch (reason) {
    case Reason::none:
      return "";
    case Reason::malformed_base64:
      return "malformed: base64";
    case Reason::malformed_json:
      return "malformed: json";
    case Reason::malformed_size:
      return "malformed: size";
    case Reason::malformed_header:
      return "malformed: header";
    case Reason::malformed_kid:
      return "malformed: kid";
    case Reason::bad_signature:
      return "bad signature";
    case Reason::malformed_claims:
      return "malformed: claims";
    case Reason::malformed_milliseconds:
      return "malformed: milliseconds";
    case Reason::malformed_accounts:
      return "malformed: accounts";
    case Reason::malformed_span:
      return "malformed: span";
    case Reason::malformed_seq:
      return "malformed: seq";
    case Reason::other_subject:
      return "other subject";
    case Reason::account_not_named:
      return "account not named";
    case Reason::retired:
      return "retired";
    case Reason::not_yet_valid:
      return "not yet valid";
    case Reason::expired:
      return "expired";
    case Reason::revoked:
      return "revoked";
    case Reason::conflicted:
      return "conflicted";
    case Reason::vantages_differ:
      return "differs between vantage points";
    case Reason::malformed_packet:
      return "malformed: packet";
    case Reason::signed_text_missing:
      return "signed text not shown";
    case Reason::other_key:
      return "other key";
    case Reason::other_service:
      return "other service";
    case Reason::www_twin:
      return "www twin";
    case Reason::no_statement:
      return "no statement";
    case Reason::no_service:
      return "no service";
    case Reason::no_place:
      return "no place for this kind";
    case Reason::openpgp_key_missing:
      return "OpenPGP key not at hand";
    case Reason::page_not_understood:
      return "page not understood";
    case Reason::dns_failed:
      return "DNS";
    case Reason::connect_failed:
      return "TCP";
    case Reason::tls_failed:
      return "TLS";
    case Reason::timed_out:
      return "timeout";
    case Reason::limit:
      return "limit";
    case Reason::address_refused:
      return "address refused";
    case Reason::redirect_refused:
      return "refused redirect";
    case Reason::transfer_failed:
      return "transfer";
    case Reason::access_denied:
      return "access denied";
    case Reason::rate_limited:
      return "rate limited";
    case Reason::server_error:
      return "server error";
    case Reason::unexpected_status:
      return "unexpected status";
    case Reason::not_secure:
      return "no DNSSEC";
    case Reason::robots:
      return "robots";
    case Reason::not_looked:
      return "not looked";
    case Reason::not_found:
      return "not found";
  }
  return "";
}

std::string_view text(Flag flag) {
  switch (flag) {
    case Flag::stale:
      return "stale";
    case Flag::conflicted:
      return "conflicted";
    case Flag::statement_withheld:
      return "statement withheld";
    case Flag::no_statement_seen:
      return "no statement seen";
    case Flag::not_secure:
      return "no DNSSEC";
    case Flag::vantages_differ:
      return "differs between vantage points";
    case Flag::too_old:
      return "too old";
  }
  return "";
}

std::string summary(const Verdict& verdict) {
  std::string line(text(verdict.outcome));
  if (verdict.reason != Reason::none) line.append(": ").append(text(verdict.reason));
  return line;
}

namespace {
int rank(Outcome outcome) {
  switch (outcome) {
    case Outcome::proven:
      return 3;
    case Outcome::unknown:
      return 2;
    case Outcome::refuted:
      return 1;
    case Outcome::absent:
      return 0;
  }
  return 2;
}
}  // namespace

const Verdict& better(const Verdict& first, const Verdict& second) {
  return rank(second.outcome) > rank(first.outcome) ? second : first;
}

}  // namespace quorate
