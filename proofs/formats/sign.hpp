// Turns what a key holder wants to say into signed statements, revocations and badges (docs/statement.md).
#pragma once

#include "proofs/crypto/ed25519.hpp"
#include "proofs/formats/statement.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quorate {

struct StatementDraft {
  std::string subject;
  UnixTime issued_at = 0;
  UnixTime expires_at = 0;
  std::uint32_t seq = 0;
  std::vector<Account> accounts;  // in any order
  std::vector<Account> retired;
  std::vector<ClientKey> clients;
  std::optional<std::string> next;
  std::optional<std::string> prev;
};

PublicKey public_key(const Ed25519Seed& seed);

// The compact JWS. What is returned has passed `verify_token`. Errors: bad_argument with the rule that is
// broken.
Result<std::string> sign_statement(const StatementDraft& draft, const Ed25519Seed& seed);
Result<std::string> sign_revocation(std::string_view subject, UnixTime issued_at, std::string_view reason,
                                    const Ed25519Seed& seed);
// The badge for one of the statement's accounts. Errors: bad_argument when the statement does not list the
// account or is not of this key.
Result<std::string> sign_badge(const Account& account, const Statement& statement, const Ed25519Seed& seed);

}  // namespace quorate
