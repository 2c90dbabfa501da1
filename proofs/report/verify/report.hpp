// VerifyReport: what one file proves for one account, without any network; for `quorate verify`.
#pragma once

#include "proofs/formats/key_proof.hpp"
#include "proofs/judge/judge.hpp"

#include <optional>
#include <string>
#include <vector>

namespace quorate {

struct VerifyReport {
  Account account;
  std::optional<std::string> subject;  // that was asked for
  Verdict verdict;
  std::vector<Flag> flags;
  std::vector<Speaker> proven;      // the keys that the file proves the account for
  std::vector<Speaker> conflicted;  // keys that it would prove, if they did not contradict each other
  std::vector<Statement>
      statements;      // the newest valid statement of each key: dates, seq, clients, unknown claims
  UnixTime since = 0;  // when the newest proof was signed; 0: nothing proven, or not said
  UnixTime now = 0;
  std::vector<KeyProof> proofs;  // what the tokens prove about keys, whatever account they are for
};

// Picks the account out of a judgement. An account that was not judged is `unknown: not looked`.
VerifyReport verify_report(const Account& account, const Judgement& judgement, const Context& context);

// Process exit status of `quorate verify`: 0 proven, 1 absent or refuted, 3 unknown.
int exit_status(Outcome outcome);

}  // namespace quorate
