// Turns an account into what must be asked of the world to look at it, or into the reason why it cannot be
// looked at.
#pragma once

#include "config/limits.hpp"
#include "config/services.hpp"
#include "proofs/extract/place.hpp"
#include "proofs/identity/account.hpp"
#include "proofs/identity/key.hpp"
#include "proofs/observation.hpp"
#include "proofs/verdict.hpp"

#include <variant>
#include <vector>

namespace quorate {

// One question and how its answer is read.
struct PlannedRequest {
  Account account;
  Place place;
  Request request;
  KeyKind kind = KeyKind::native;  // of the keys that proofs of this place speak for
};

// Either at least one request, or a verdict that is unknown: `no service`, `no place for this kind`.
using Plan = std::variant<std::vector<PlannedRequest>, Verdict>;

// Asks all places of all entries that describe the account, in their order. Pure. Every URL and DNS name is
// built from the account and the entry's template alone.
Plan plan_account(const Account& account, const Services& services, const Limits& limits);

}  // namespace quorate
