// Says when a key that nothing joins to the pinned one has stood long enough to be offered in its place.
#pragma once

#include "proofs/history/history.hpp"
#include "proofs/history/rules.hpp"

namespace quorate {

enum class Offer { early, due };

// SPEC: quorum.md "Over time": a quorum of the pinned groups for long enough, in enough looks. An offer
// changes nothing by itself.
Offer offered(const Candidate& candidate, UnixTime when, const HistoryRules& rules);

}  // namespace quorate
