// Outcome, Reason and Verdict: what one look at one account showed, and why.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// The zero value is `unknown`: only `proven` counts, and "could not look" is never "not there".
enum class Outcome { unknown, absent, refuted, proven };

// Why. The texts (see `text`) are part of the command line's and the JSON report's contract.
enum class Reason {
  none,  // proven, or absent without more to say

  // refuted: a token was there and failed; the first failing check names the reason (statement.md section 1)
  malformed_base64,
  malformed_json,
  malformed_size,
  malformed_header,
  malformed_kid,
  bad_signature,
  malformed_claims,
  malformed_milliseconds,
  malformed_accounts,
  malformed_span,
  malformed_seq,
  other_subject,
  account_not_named,
  retired,
  not_yet_valid,
  expired,
  revoked,
  conflicted,
  vantages_differ,  // a proof was there, but not from every vantage point
  // refuted: tokens of other formats
  malformed_packet,     // a Keybase packet or its armour cannot be read
  signed_text_missing,  // what was signed is not shown, or shown differently
  other_key,            // the signed text names another key than the one that signed
  other_service,        // the signed text names another host or service
  www_twin,             // the signed text names the host's www. twin

  // unknown: could not look, or could not decide
  no_statement,         // a badge whose key or statement is not known
  no_service,           // no service entry describes this account
  no_place,             // no format defines a place for this kind of account
  openpgp_key_missing,  // signed with OpenPGP, and the key is not at hand
  page_not_understood,  // owner check or region not found on the page
  dns_failed,
  connect_failed,
  tls_failed,
  timed_out,
  limit,
  address_refused,
  redirect_refused,
  transfer_failed,
  access_denied,      // HTTP 401, 403, 451
  rate_limited,       // HTTP 429, or not asked because the host had wanted fewer requests
  server_error,       // HTTP 5xx
  unexpected_status,  // any other HTTP status
  not_secure,         // DNS answer without DNSSEC
  robots,             // robots.txt does not let this program look
  not_looked,         // not asked, because a limit on requests was reached

  // absent
  not_found,  // HTTP 404 or 410, or no such DNS record
};

// What stands beside an outcome without changing it.
enum class Flag {
  stale,               // an older token of a key whose newest statement still lists the account
  conflicted,          // this key and a rival are both proven here: counts for neither
  statement_withheld,  // a badge newer than the newest statement seen
  no_statement_seen,   // a badge of the contact's own key, its statement never seen
  not_secure,          // a dns: account without DNSSEC: shown, counts for nothing
  vantages_differ,     // not every vantage point saw the same proofs
  too_old,             // signed longer ago than the relying party's policy allows: does not count for its key
};

std::string_view text(Outcome outcome);
std::string_view text(Reason reason);
std::string_view text(Flag flag);

struct Verdict {
  Outcome outcome = Outcome::unknown;
  Reason reason = Reason::none;
  std::string detail;  // for people
};

// "proven", "refuted: bad signature", "unknown: no statement", ...
std::string summary(const Verdict& verdict);

// Which of two verdicts about the same place stands: proven, else unknown, else refuted, else absent;
// of two equals the first.
const Verdict& better(const Verdict& first, const Verdict& second);

}  // namespace quorate
