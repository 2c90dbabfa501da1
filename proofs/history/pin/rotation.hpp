// Turns the next and prev of statements into the rotation that counts for a pinned key, and lets its proofs
// count for the successor.
#pragma once

#include "proofs/history/history.hpp"

namespace quorate {

// The keys to which `start` led by signatures alone, `start` first: each handed over to the next one, and all
// are sound. Only `start` where this leads back to a key of the chain, or further than `longest_chain`.
std::vector<Speaker> chain_of(const std::vector<KeyFacts>& keys, const Speaker& start);

// SPEC: quorum.md "Over time": the part of the pin's chain that counts, the pinned key first: as far as the W
// of all its keys together reaches t over the pinned groups, each group once. In `input` the proofs of the
// others then count for the last one where the newest statements of both list the account, and no two keys of
// the chain are rivals. Trusted: `input` says what was verified.
std::vector<Speaker> count_rotation(const Pin& pin, ScoreInput& input);

}  // namespace quorate
