// Turns one verified token at one account's place into what it proves there, given what is known about all
// keys.
#pragma once

#include "proofs/judge/knowledge.hpp"

#include <optional>
#include <vector>

namespace quorate {

// One token's say about the account where it stands. `speaker` is set when the outcome is proven.
struct Say {
  Verdict verdict;
  std::optional<Speaker> speaker;
  std::vector<Flag> flags;
  UnixTime since = 0;
  UnixTime dated = 0;  // issue of the statement whose dates the proof rests on; 0: none was seen
};

// SPEC: statement.md section 1, order of checks: subject, account, dates, revocation. Rivals come after, for
// all says.
Say weigh_statement(const Statement& statement, const Account& account, const Context& context,
                    const Knowledge& knowledge);
// SPEC: statement.md section 2.
Say weigh_badge(const Badge& badge, const Account& account, const Context& context,
                const Knowledge& knowledge);
Say weigh_keybase(const KeybaseProof& proof, const Context& context);

}  // namespace quorate
