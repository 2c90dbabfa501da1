// ProofReport: whether a file proves something about a key, for `quorate verify` without an account.
#pragma once

#include "proofs/encoding/json.hpp"
#include "proofs/formats/key_proof.hpp"
#include "proofs/report/layout/style.hpp"

#include <string>

namespace quorate {

struct ProofReport {
  ProofFile file;
  UnixTime now = 0;
};

// `proven` if the file holds proofs and nothing else, else `refuted`.
Outcome outcome_of(const ProofReport& report);

// Ends in LF; nothing in the report need be trusted.
std::string write_text(const ProofReport& report, Style style);
// Schema "quorate.verify/1"; `account` is null.
json::Value to_json(const ProofReport& report);

// The member `proofs` of both kinds of report.
json::Value proofs_value(const std::vector<KeyProof>& proofs);
// "Proof of equivocation: key urn:... signed two different statements with number 5."
std::string proof_sentence(const KeyProof& proof);

}  // namespace quorate
