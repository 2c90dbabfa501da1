// Turns all findings about a contact into one verdict per account and the facts about every key
// (docs/statement.md section 5).
#pragma once

#include "proofs/judge/finding.hpp"
#include "proofs/score/evidence.hpp"
#include "proofs/verdict.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace quorate {

// What the relying party already knows.
struct Context {
  std::optional<std::string> subject;  // of the contact
  std::optional<PublicKey> key;        // the contact's native key, where its bytes are known
  std::vector<VerifiedToken> known;    // statements and revocations from elsewhere (contact file, --known)
  UnixTime now = 0;
  // How long ago the statement may have been issued on whose dates a proof rests; nothing: as long as it is
  // valid.
  std::optional<UnixTime> max_age;
  // When the latest of the earlier looks was made; 0: there was none. Where the clock stands before it, what
  // was in force then still is, and what had expired by then is still expired.
  UnixTime last_look = 0;
};

// One account after judgement. `by_kind` holds a verdict for each kind of key; `verdict` is the better of
// them.
struct AccountVerdict {
  Account account;
  std::vector<std::string> services;
  std::vector<std::string> places;  // what was asked
  Verdict verdict;
  std::array<Verdict, key_kinds> by_kind;
  std::vector<Speaker> proven;  // without the conflicted ones
  std::vector<UnixTime> dated;  // of each of `proven`: see Say::dated, the latest
  std::vector<Speaker> conflicted;
  std::vector<Speaker> outdated;  // of `proven`, those older than Context::max_age, or of unknown age
  std::vector<KeyName> signers;   // sorted: of valid statements and revocations that stand here
  std::vector<Flag> flags;
  UnixTime since = 0;  // when the newest proof here was signed; 0: nothing proven, or not said
  std::int64_t elapsed_us = 0;
};

struct Judgement {
  std::vector<AccountVerdict> accounts;  // in the order in which they first appear in the findings
  std::vector<KeyFacts> keys;            // every key seen, by name and subject
  std::vector<Statement> statements;     // the newest valid statement of each speaker
  std::vector<VerifiedToken> lasting;    // what later looks must know (lasting.hpp)
};

// The latest time of which is known that it has come.
UnixTime latest(const Context& context);

// Pure. Findings may come in any order; the order of accounts follows theirs, nothing else does.
Judgement judge(const std::vector<Finding>& findings, const Context& context);

}  // namespace quorate
