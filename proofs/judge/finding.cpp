#include "proofs/judge/finding.hpp"

#include "proofs/extract/extract.hpp"
#include "proofs/extract/tokens.hpp"

#include <algorithm>

namespace quorate {
namespace {

void read_native(const OwnedText& owned, Finding& finding) {
  const auto found = find_tokens(owned);
  if (!found) {
    finding.obstacle = Verdict{Outcome::unknown, Reason::limit, found.error().detail};
    return;
  }
  for (const std::string& token : found->statements) finding.tokens.push_back(verify_token(token));
  for (const std::string& text : found->badges) {
    if (const auto badge = parse_badge(text)) {
      finding.badges.push_back(*badge);
    } else {
      finding.broken_badges.push_back({Reason::malformed_base64, badge.error().detail});
    }
  }
}

}  // namespace

void read_tokens(const OwnedText& owned, Finding& finding) {
  if (finding.kind == KeyKind::native) {
    read_native(owned, finding);
  } else {
    for (KeybaseProof& proof : examine_keybase(owned.text, finding.account.host()))
      finding.keybase.push_back(std::move(proof));
  }
}

Finding examine(const Account& account, const Place& place, const Request& request,
                const Observation& observation) {
  Finding finding{.account = account};
  finding.service = place.service;
  finding.where = request.url.empty() ? request.dns_name : request.url;
  const bool keybase =
      std::find(place.formats.begin(), place.formats.end(), FormatId::keybase) != place.formats.end();
  finding.kind = keybase ? KeyKind::keybase : KeyKind::native;
  finding.peer = observation.peer;
  finding.elapsed_us = observation.elapsed_us;
  if (!request.dns_name.empty() && !observation.error) finding.dnssec = observation.dnssec;
  const Extracted extracted = extract(observation, place);
  if (const auto* verdict = std::get_if<Verdict>(&extracted)) {
    finding.obstacle = *verdict;
    return finding;
  }
  for (const OwnedText& owned : std::get<std::vector<OwnedText>>(extracted)) read_tokens(owned, finding);
  return finding;
}

}  // namespace quorate
