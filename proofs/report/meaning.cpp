#include "proofs/report/meaning.hpp"

namespace quorate {

std::string_view meaning(Reason reason) {
  switch (reason) {
    case Reason::none:
      return "";
    case Reason::malformed_base64:
      return "what stands there is not base64url as a statement needs it";
    case Reason::malformed_json:
      return "the statement's JSON is not strict JSON";
    case Reason::malformed_size:
      return "the statement is larger than a statement may be";
    case Reason::malformed_header:
      return "the statement's header is not the one that a statement must have";
    case Reason::malformed_kid:
      return "the key's name in the statement is not that of the key";
    case Reason::bad_signature:
      return "the signature does not hold: copied from elsewhere, altered, or not made by this key";
    case Reason::malformed_claims:
      return "a claim is missing or of the wrong type";
    case Reason::malformed_milliseconds:
      return "a time is in milliseconds; seconds are wanted";
    case Reason::malformed_accounts:
      return "the list of accounts is not in its canonical form";
    case Reason::malformed_span:
      return "the statement runs for more than 366 days, or ends before it begins";
    case Reason::malformed_seq:
      return "the statement's number is out of range";
    case Reason::other_subject:
      return "the proof speaks for somebody else";
    case Reason::account_not_named:
      return "the newest statement of the key does not list this account";
    case Reason::retired:
      return "the key's owner gave this account up";
    case Reason::not_yet_valid:
      return "signed in the future: is a clock wrong?";
    case Reason::expired:
      return "the newest statement of the key has expired";
    case Reason::revoked:
      return "the key's owner has revoked the key";
    case Reason::conflicted:
      return "two keys are proven here that contradict each other";
    case Reason::vantages_differ:
      return "a proof stands there, but not every vantage point sees the same";
    case Reason::malformed_packet:
      return "the Keybase signature cannot be read";
    case Reason::signed_text_missing:
      return "the text that was signed is not shown there, or shown differently";
    case Reason::other_key:
      return "the signed text names another key than the one that signed it";
    case Reason::other_service:
      return "the signed text names another host";
    case Reason::www_twin:
      return "the signed text names the host's www. twin, which is another account";
    case Reason::no_statement:
      return "a badge stands there, but no statement of its key was seen";
    case Reason::no_service:
      return "no entry in services.yaml describes this account";
    case Reason::no_place:
      return "nothing defines where a proof stands for accounts of this kind";
    case Reason::openpgp_key_missing:
      return "signed with an OpenPGP key that is not at hand";
    case Reason::page_not_understood:
      return "the page is not built as its service entry says, or asks for a login";
    case Reason::dns_failed:
      return "no usable answer from DNS";
    case Reason::connect_failed:
      return "no connection to the server";
    case Reason::tls_failed:
      return "the server's certificate or its encryption could not be verified";
    case Reason::timed_out:
      return "no complete answer in time";
    case Reason::limit:
      return "the answer is larger than a limit allows";
    case Reason::address_refused:
      return "the host's address is not a public one";
    case Reason::redirect_refused:
      return "the server sends visitors on to a place that may not be followed";
    case Reason::transfer_failed:
      return "the connection broke before the answer was complete";
    case Reason::access_denied:
      return "the server does not let quorate in";
    case Reason::rate_limited:
      return "the server asks for fewer requests";
    case Reason::server_error:
      return "the server reports a fault of its own";
    case Reason::unexpected_status:
      return "the server's answer makes no sense here";
    case Reason::not_secure:
      return "without DNSSEC anybody on the way can change DNS answers";
    case Reason::robots:
      return "the site's robots.txt asks programs not to look there";
    case Reason::not_looked:
      return "not asked, because a limit on requests was reached";
    case Reason::not_found:
      return "";
  }
  return "";
}

Retry retry(Reason reason) {
  switch (reason) {
    case Reason::dns_failed:
    case Reason::connect_failed:
    case Reason::tls_failed:
    case Reason::timed_out:
    case Reason::transfer_failed:
    case Reason::rate_limited:
    case Reason::server_error:
    case Reason::unexpected_status:
    case Reason::not_looked:
      return Retry::may_help;
    default:
      return Retry::will_not_help;
  }
}

}  // namespace quorate
