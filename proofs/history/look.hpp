// Look: one finished look at a contact, as the history is told of it.
#pragma once

#include "proofs/history/recall.hpp"
#include "proofs/judge/judge.hpp"

#include <vector>

namespace quorate {

// All of it outlives the look. The accounts of `judgement`, `evidence` and `recall.input` are in the same
// order; `score` is that of `recall.input`.
struct Look {
  const Judgement& judgement;
  const std::vector<AccountEvidence>& evidence;  // as seen, with no proofs lent by a rotation
  const Recall& recall;
  const Score& score;
  UnixTime now = 0;
};

// Null where no valid statement is known.
const Statement* newest_of(const Judgement& judgement, const Speaker& speaker);

// The key that answers are held against, and the keys to which it handed over: with a pin as far as that
// counts, without one as far as the statements say. Empty where nothing was held so far.
std::vector<Speaker> line_of(const History& history, const Look& look);

}  // namespace quorate
