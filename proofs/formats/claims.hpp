// Turns the claims of a signed token into a Statement or a Revocation (docs/statement.md section 1, the stage
// "claims").
#pragma once

#include "proofs/formats/statement.hpp"

#include <optional>

namespace quorate {

// Fills everything but key, kid, token and payload; key and kid must be set. Answers with the first rule that
// is broken.
std::optional<RejectedToken> read_statement_claims(const json::Value& claims, Statement& statement);
std::optional<RejectedToken> read_revocation_claims(const json::Value& claims, Revocation& revocation);

}  // namespace quorate
