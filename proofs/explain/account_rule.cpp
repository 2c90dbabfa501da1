#include "proofs/explain/account_rule.hpp"

namespace quorate {
namespace {

constexpr std::string_view checks = "statement.md section 1, order of checks";
constexpr std::string_view asking = "statement.md section 4, asking";
constexpr std::string_view keybase = "statement.md section 6";

Rule rule_without_reason(Outcome outcome) {
  switch (outcome) {
    case Outcome::proven:
      return {"a valid token stands in the owner's own place, names this account and is in date",
              "statement.md section 5 (a) to (g)"};
    case Outcome::absent:
      return {"the place was found and looked at, and no token stands there",
              "statement.md section 1, outcomes"};
    case Outcome::refuted:
      return {"a token was there and failed", "statement.md section 1, outcomes"};
    case Outcome::unknown:
      return {"who could not look does not know", "statement.md section 1, outcomes"};
  }
  return {};
}

}  // namespace

Rule rule_of(Outcome outcome, Reason reason) {
  switch (reason) {
    case Reason::none:
      return rule_without_reason(outcome);
    case Reason::malformed_base64:
    case Reason::malformed_json:
    case Reason::malformed_size:
      return {"a token that cannot be decoded proves nothing", checks};
    case Reason::malformed_header:
      return {"a header other than the one that a statement must have is refused", checks};
    case Reason::malformed_kid:
      return {"a key's name must be its thumbprint", checks};
    case Reason::bad_signature:
      return {"the signature must hold for this account and this key", "statement.md section 5 (b)"};
    case Reason::malformed_claims:
    case Reason::malformed_milliseconds:
    case Reason::malformed_accounts:
    case Reason::malformed_span:
    case Reason::malformed_seq:
      return {"a statement whose claims break the format proves nothing", checks};
    case Reason::other_subject:
      return {"the token must speak for the contact's subject", "statement.md section 5 (g)"};
    case Reason::account_not_named:
      return {"the key's newest statement must name this account", "statement.md section 5 (c)"};
    case Reason::retired:
      return {"the key's newest statement gives this account up", "statement.md section 5 (c)"};
    case Reason::not_yet_valid:
      return {"a token may be issued 300 seconds ahead at most", "statement.md section 5 (d)"};
    case Reason::expired:
      return {"the key's newest statement must not have expired", "statement.md section 5 (d)"};
    case Reason::revoked:
      return {"a revoked key proves nothing", "statement.md section 5 (e)"};
    case Reason::conflicted:
      return {"where two keys that nothing joins are proven, neither is", "statement.md section 5 (f)"};
    case Reason::vantages_differ:
      return {"a proof counts where enough vantage points see it", "statement.md section 5, vantage points"};
    case Reason::malformed_packet:
    case Reason::signed_text_missing:
    case Reason::other_key:
    case Reason::other_service:
    case Reason::www_twin:
      return {"a Keybase proof must be whole, signed by the key that it names, and about this host", keybase};
    case Reason::no_statement:
      return {"a badge means nothing without a statement of its key", "statement.md section 2"};
    case Reason::no_service:
      return {"an account that no service entry describes cannot be looked at", "statement.md section 3"};
    case Reason::no_place:
      return {"for accounts of this kind no place is defined", "statement.md section 4"};
    case Reason::openpgp_key_missing:
      return {"OpenPGP signatures are not verified", keybase};
    case Reason::page_not_understood:
      return {"a page that does not say whose it is, or lacks the region, is not understood",
              "statement.md section 4, regions of a page"};
    case Reason::dns_failed:
    case Reason::connect_failed:
    case Reason::tls_failed:
    case Reason::timed_out:
    case Reason::transfer_failed:
    case Reason::access_denied:
    case Reason::rate_limited:
    case Reason::server_error:
    case Reason::unexpected_status:
      return {"without a whole answer nothing is known, for or against", asking};
    case Reason::limit:
      return {"of an answer beyond a limit nothing is used", asking};
    case Reason::address_refused:
      return {"only addresses that are globally reachable are asked", asking};
    case Reason::redirect_refused:
      return {"a redirect is followed to the www. twin at most", asking};
    case Reason::not_secure:
      return {"a DNS answer without DNSSEC counts for nothing", "statement.md section 5, without DNSSEC"};
    case Reason::robots:
      return {"a crawl asks nothing that robots.txt denies", asking};
    case Reason::not_looked:
      return {"what was not asked is not known", "statement.md section 1, outcomes"};
    case Reason::not_found:
      return {"the server, or the zone, says that there is no such thing",
              "statement.md section 1, outcomes"};
  }
  return {};
}

Rule rule_of(Flag flag) {
  switch (flag) {
    case Flag::stale:
      return {"stale: an older token stands as long as the key's newest statement still lists the account",
              "statement.md section 2"};
    case Flag::conflicted:
      return {"conflicted: two keys that nothing joins are proven here", "statement.md section 5 (f)"};
    case Flag::statement_withheld:
      return {"statement withheld: the badge is newer than every statement that was shown",
              "statement.md section 2"};
    case Flag::no_statement_seen:
      return {"no statement seen: the badge is of the contact's own key, and that is enough",
              "statement.md section 2"};
    case Flag::not_secure:
      return {"no DNSSEC: shown, and counted neither in W nor in n",
              "statement.md section 5, without DNSSEC"};
    case Flag::vantages_differ:
      return {"differs between vantage points: not every path to the server showed the same proofs",
              "statement.md section 5, vantage points"};
    case Flag::too_old:
      return {"too old: the policy's max_age is over, so it does not count for its key",
              "statement.md section 5, age"};
  }
  return {};
}

}  // namespace quorate
