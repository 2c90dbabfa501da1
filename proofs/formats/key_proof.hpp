// Turns tokens, wherever they come from, into what they prove about keys: that a key contradicts itself, or
// has ended.
#pragma once

#include "proofs/formats/statement.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quorate {

enum class KeyProofKind { equivocation, revocation };

std::string_view text(KeyProofKind kind);

// Anybody who has the tokens can check it, without a network and without trust in who hands them over.
struct KeyProof {
  KeyProofKind kind = KeyProofKind::equivocation;
  std::string kid;
  std::uint32_t seq = 0;              // of both statements; 0 for a revocation
  std::vector<Statement> statements;  // the two, in the order of their payloads
  std::optional<Revocation> revocation;
  std::optional<std::uint32_t> newer;  // the key's newest statement among the tokens, where it is newer
};

// SPEC: statement.md section 7. Sorted by key; of each key one contradiction, that of the highest number, and
// one revocation that is in force at `now`.
std::vector<KeyProof> find_key_proofs(const std::vector<VerifiedToken>& tokens, UnixTime now);

// A file that is to be a proof and nothing else. It holds if there are proofs and no failures.
struct ProofFile {
  std::vector<KeyProof> proofs;
  Reason reason = Reason::none;       // of the first token that is not valid
  std::vector<std::string> failures;  // for people, each a clause with its token; not printable yet
};

// `bytes` are untrusted: one token a line, comment lines allowed. Every token must be a valid statement or
// revocation.
ProofFile read_proof_file(std::string_view bytes, UnixTime now);

// The same backwards: the tokens one a line below comment lines that say what they prove. Ends in LF.
std::string write_proof_file(const std::vector<KeyProof>& proofs);

}  // namespace quorate
