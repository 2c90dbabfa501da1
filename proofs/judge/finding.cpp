#include "proofs/judge/finding.hpp"

#include "proofs/extract/extract.hpp"
#include "proofs/extract/glance.hpp"
#include "proofs/extract/tokens.hpp"

#include <algorithm>

namespace quorate {
namespace {

void read_native(const OwnedText& owned, Finding& finding, const TokenCheck& check) {
  const auto found = find_tokens(owned);
  if (!found) {
    finding.obstacle = Verdict{Outcome::unknown, Reason::limit, found.error().detail};
    return;
  }
  for (const std::string& token : found->statements) finding.tokens.push_back(check(token));
  for (const std::string& text : found->badges) {
    if (const auto badge = parse_badge(text)) {
      finding.badges.push_back(*badge);
    } else {
      finding.broken_badges.push_back({Reason::malformed_base64, badge.error().detail});
    }
  }
}

// SPEC: statement.md section 6: the statement is about a whole site, so at any other account of the host it
// is about something else, whoever the site belongs to.
void read_keybase(const OwnedText& owned, Finding& finding) {
  for (KeybaseProof& proof : examine_keybase(owned.text, finding.account.host())) {
    const bool fits =
        proof.verdict.outcome == Outcome::proven || proof.verdict.reason == Reason::openpgp_key_missing;
    if (fits && finding.account.kind() != AccountKind::site)
      proof.verdict = {Outcome::refuted, Reason::other_service,
                       "claims the site " + proof.claimed + ", which is not this account"};
    finding.keybase.push_back(std::move(proof));
  }
}

// Whether anything stands there that holds, or for a badge may hold.
bool shows_anything(const Finding& finding) {
  const auto holds = [](const VerifiedToken& token) { return !std::holds_alternative<RejectedToken>(token); };
  const auto proves = [](const KeybaseProof& proof) { return proof.verdict.outcome == Outcome::proven; };
  return !finding.badges.empty() || std::any_of(finding.tokens.begin(), finding.tokens.end(), holds) ||
         std::any_of(finding.keybase.begin(), finding.keybase.end(), proves);
}

}  // namespace

Verdict rest_unseen() {
  return {Outcome::unknown, Reason::transfer_failed,
          "the answer does not tell where it ends, and may have been cut short"};
}

void read_tokens(const OwnedText& owned, Finding& finding, const TokenCheck& check) {
  if (finding.kind == KeyKind::native) {
    read_native(owned, finding, check);
  } else {
    read_keybase(owned, finding);
  }
}

Finding examine(const Account& account, const Place& place, const Request& request,
                const Observation& observation, const TokenCheck& check) {
  Finding finding{.account = account};
  finding.service = place.service;
  finding.where = request.url.empty() ? request.dns_name : request.url;
  const bool keybase =
      std::find(place.formats.begin(), place.formats.end(), FormatId::keybase) != place.formats.end();
  finding.kind = keybase ? KeyKind::keybase : KeyKind::native;
  finding.route = observation.route;
  finding.peer = observation.peer;
  finding.elapsed_us = observation.elapsed_us;
  if (!request.dns_name.empty() && !observation.error) finding.dnssec = observation.dnssec;
  auto seen = glance(observation, place);
  const Extracted extracted = seen ? Extracted(std::move(*seen)) : extract(observation, place);
  if (const auto* verdict = std::get_if<Verdict>(&extracted)) {
    finding.obstacle = *verdict;
    return finding;
  }
  for (const OwnedText& owned : std::get<std::vector<OwnedText>>(extracted))
    read_tokens(owned, finding, check);
  finding.extent = extent_of(observation, place);
  if (finding.extent == Extent::part && !finding.obstacle && !shows_anything(finding))
    finding.obstacle = rest_unseen();
  return finding;
}

}  // namespace quorate
