// Chooses, of all tokens that were seen, those that later looks must know.
#pragma once

#include "proofs/formats/statement.hpp"

#include <vector>

namespace quorate {

// Of each key: the newest statement in force for each subject; the one or two of the highest seq, so that a
// contradiction stays proven; statements for two different `next`, so that a rotation stays void; the
// earliest revocation. Whatever the order of `tokens`, the result is sorted and has nothing twice, and
// choosing again from it and further tokens gives the same as choosing from all at once. Rejected tokens are
// left out.
std::vector<VerifiedToken> lasting(const std::vector<VerifiedToken>& tokens, UnixTime now);

// The compact JWS of a statement or revocation; empty for a rejected token.
std::string_view token_text(const VerifiedToken& token);
// The key that signed it; empty for a rejected token.
std::string_view signer(const VerifiedToken& token);

}  // namespace quorate
