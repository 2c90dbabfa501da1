// Finding: what one place of one account held, after extraction, parsing and signature checks.
#pragma once

#include "proofs/extract/extent.hpp"
#include "proofs/extract/extract.hpp"
#include "proofs/formats/badge.hpp"
#include "proofs/formats/keybase.hpp"
#include "proofs/formats/statement.hpp"
#include "proofs/identity/account.hpp"
#include "proofs/observation.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

// Whether all vantage points that could look saw the same proofs.
enum class Agreement { full, partial };

struct Finding {
  Account account;
  std::string service;                // id of the service entry; empty where none matches
  std::string where;                  // URL or DNS name that was asked; empty when nothing was
  KeyKind kind = KeyKind::native;     // the kind of keys that proofs of this place's format speak for
  Dnssec dnssec = Dnssec::secure;     // insecure only for DNS answers without DNSSEC
  std::optional<Verdict> obstacle;    // set: nothing here can be judged, and why
  std::vector<VerifiedToken> tokens;  // statements and revocations, or why they are neither
  std::vector<Badge> badges;          // unverified: their key may stand elsewhere
  std::vector<RejectedToken> broken_badges;
  std::vector<KeybaseProof> keybase;
  Extent extent = Extent::whole;  // part: what is shown counts, that nothing else is does not
  Agreement agreement = Agreement::full;
  std::vector<VerifiedToken> seen_besides;  // from some vantage points only: known, but no proof of the place
  Route route;
  std::string peer;
  std::int64_t elapsed_us = 0;
};

// What is to be said of all that a place of which a part was seen does not show.
Verdict rest_unseen();

// Says of a token what `verify_token` says of it: that itself, or what remembers its answers.
using TokenCheck = std::function<VerifiedToken(std::string_view token)>;

// Extracts, parses and verifies one answer. Pure where `check` is; safe to run on any thread.
Finding examine(const Account& account, const Place& place, const Request& request,
                const Observation& observation, const TokenCheck& check = verify_token);

// The parse-and-verify half of `examine`, for text that did not come from a server: adds to the finding what
// `owned` holds for `finding.account` and `finding.kind`.
void read_tokens(const OwnedText& owned, Finding& finding, const TokenCheck& check = verify_token);

}  // namespace quorate
