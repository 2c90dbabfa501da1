// Turns a score input into what would change its answer: which accounts, what would happen to them, and what
// the answer would be then.
#pragma once

#include "proofs/score/score.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace quorate {

// What happens to accounts. What is known of keys (revocations, contradictions, rotations) stays known.
enum class Fate {
  emptied,      // they are seen, and show nothing
  unreachable,  // they cannot be seen
  turned,       // they show a rival of the subject key, and nothing else
  agreed,       // they show the subject key, and nothing else
};

// Any `count` of these accounts. `each_like_the_other`: whichever are taken, it comes to the same; else the
// first `count` are an example.
enum class Choice { each_like_the_other, example };
struct Pick {
  std::size_t count = 0;
  std::vector<std::size_t> among;  // places in input.accounts
  friend bool operator==(const Pick&, const Pick&) = default;
};

struct Change {
  Fate fate = Fate::emptied;
  std::vector<Pick> picks;  // the smallest set; none: no set was found
  Choice choice = Choice::each_like_the_other;
  Answer answer = Answer::insufficient;  // then
  std::optional<Speaker> subject_key;    // then
  std::optional<Speaker> shown;          // the key that they show; nothing: one that nobody knows yet
  // No smaller set does it. Where none was found for want of time, this is how many it takes at least.
  std::size_t size = 0;
};

struct Changes {
  std::vector<Change> any;      // at most one for each of emptied, unreachable, turned
  std::vector<Change> cut_off;  // those for which the search was cut off: only fate and size are set
  // Where the answer is not `confirmed` yet: the way there, or to the best that the policy allows. Not set
  // where that search was cut off.
  std::optional<Change> better;
  // Where there is none: so many more accounts, in groups of their own, would have to show the key beside all
  // that are named. 0: no account can help.
  unsigned more_accounts = 0;
};

// Exact as long as not much more than a thousand sets have to be tried: sets that differ by names only are
// tried once, so 32 accounts of which many show the same are no matter. `held`: the key that earlier looks
// were about, where the relying party neither names nor pinned one; about another key that it did not hand
// over to, an answer is `contested` at best (quorum.md "Over time"). Pure.
Changes changes(const ScoreInput& input, const std::optional<Speaker>& held = std::nullopt);

}  // namespace quorate
